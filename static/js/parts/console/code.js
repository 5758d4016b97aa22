// A code that phones scan off this screen.
import {html, nothing} from '../../../vendor/lit/lit-html.js';

/** Draw it, with what it leads to for those who do not see it; nothing while there is none. */
export const code = (qr, label) => (qr ? html`<svg class="phone-code" viewBox="0 0 ${qr.size} ${qr.size}" shape-rendering="crispEdges" role="img" aria-label=${label}>
  <rect width=${qr.size} height=${qr.size}/><path d=${qr.path}/></svg>` : nothing);

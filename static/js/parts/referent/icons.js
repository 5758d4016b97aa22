// The referent's own small drawings. All are decoration: words, or a button's name, stand beside them.
import {html, svg} from '../../../vendor/lit/lit-html.js';

const icon = (shape) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const arrow = icon(svg`<path d="M12 19V6M6.5 11.5 12 6l5.500 5.500"/>`);
export const pen = icon(svg`<path d="M4 20l1-4.500L16.500 4 20 7.500 8.500 19z"/>`);
export const bin = icon(svg`<path d="M4.500 7h15M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13M10.200 11v5.500M13.800 11v5.500"/>`);
export const camera = icon(svg`<path d="M4 7.500h3.500L9 5h6l1.500 2.500H20v11H4z"/><circle cx="12" cy="12.800" r="3.300"/>`);

/** A key cap: what a note may begin with. */
export const cap = (sign) => html`<kbd class="cap" aria-hidden="true">${sign}</kbd>`;

// The console's own small drawings. All are decoration: words, or a button's name, stand beside them.
import {html, svg} from '../../../vendor/lit/lit-html.js';

const icon = (shape) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const warning = icon(svg`<path d="M12 3.4 22 20.6H2z"/><path d="M12 10v4.6M12 17.6v.1"/>`);
export const done = icon(svg`<path d="M4.5 12.8 9.6 18 19.5 6.5"/>`);
export const freeze = icon(svg`<path d="M12 2.5v19M3.8 7.2l16.4 9.6M20.2 7.2 3.8 16.8M9.5 4 12 6.5 14.5 4M9.5 20l2.5-2.5 2.5 2.5"/>`);
export const onward = icon(svg`<path d="M5 12h13M13 6.5 18.5 12 13 17.5"/>`);
export const backward = icon(svg`<path d="M19 12H6M11 6.5 5.5 12 11 17.5"/>`);
export const undo = icon(svg`<path d="M8.5 4.5 4 9l4.5 4.5"/><path d="M4.5 9H14a5.5 5.5 0 0 1 0 11h-4"/>`);
export const codes = icon(svg`<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v2M14 20h2M20 19.5v.5"/>`);
export const closedEye = icon(svg`<path d="M3 12s3.4-6 9-6 9 6 9 6-3.4 6-9 6-9-6-9-6z"/><path d="M4.5 4.5l15 15"/>`);
export const eye = icon(svg`<path d="M3 12s3.4-6 9-6 9 6 9 6-3.4 6-9 6-9-6-9-6z"/><circle cx="12" cy="12" r="2.6"/>`);
export const more = icon(svg`<path d="M5 12v.1M12 12v.1M19 12v.1" stroke-width="3.6"/>`);
export const minus = icon(svg`<path d="M5 12h14"/>`);
export const plus = icon(svg`<path d="M12 5v14M5 12h14"/>`);
export const down = icon(svg`<path d="M6.5 9.5 12 15l5.5-5.5"/>`);
export const pause = icon(svg`<path d="M8.5 5v14M15.5 5v14"/>`);
export const play = icon(svg`<path d="M7 4.5v15L19 12z"/>`);
export const stop = icon(svg`<path d="M6 6h12v12H6z"/>`);
export const pen = icon(svg`<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19z"/>`);
export const lamp = icon(svg`<circle cx="12" cy="12" r="4.2"/><path d="M12 2.5v2.6M12 18.9v2.6M2.5 12h2.6M18.9 12h2.6M5.3 5.3l1.8 1.8M16.9 16.9l1.8 1.8M18.7 5.3l-1.8 1.8M7.1 16.9l-1.8 1.8"/>`);
export const screen = icon(svg`<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M9 20.5h6M12 16.5v4"/>`);
export const screens = html`<svg class="two-screens" viewBox="0 0 116 44" aria-hidden="true"><rect x="2" y="2" width="46" height="30" rx="3"/><path d="M8 9h12v16H8zM24 10h18M24 17h18M24 24h10M14 40h22M25 32v8"/><rect x="68" y="2" width="46" height="30" rx="3"/><path d="M76 13h30M76 21h18M80 40h22M91 32v8"/></svg>`;
export const blank = icon(svg`<rect x="3" y="4.5" width="18" height="13" rx="2"/><path d="M4 20.5 20 2.5"/>`);
export const bell = icon(svg`<path d="M6 17V11a6 6 0 0 1 12 0v6l1.8 1.5H4.2zM10 21h4M12 5V3"/>`);
export const dial = icon(svg`<circle cx="12" cy="12" r="8.8"/><path d="M12 6.8V12l3.6 2.2"/>`);
export const question = icon(svg`<path d="M8 8.6a4 4 0 1 1 6 3.5c-1.4.8-2 1.5-2 3M12 19.2v.1"/>`);
export const cards = icon(svg`<path d="M3.5 5h7v6h-7zM13.5 5h7v6h-7zM3.5 14h7v6h-7zM13.5 14h7v6h-7z"/>`);
export const podium = icon(svg`<path d="M4 6h16M4 12h11M4 18h6"/>`);
export const lock = icon(svg`<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`);
export const grip = icon(svg`<path d="M9 5v.1M15 5v.1M9 12v.1M15 12v.1M9 19v.1M15 19v.1" stroke-width="3.2"/>`);
export const keys = icon(svg`<rect x="2.5" y="6" width="19" height="12" rx="2"/><path d="M6.5 10v.1M10.2 10v.1M13.8 10v.1M17.5 10v.1M8 14h8"/>`);
export const fetchDown = icon(svg`<path d="M12 3.5v11M7 10l5 5 5-5M4.5 20h15"/>`);
export const handset = icon(svg`<rect x="6.5" y="2.5" width="11" height="19" rx="2.6"/><path d="M11 18.2h2"/>`);
export const people = icon(svg`<circle cx="9" cy="8" r="3.6"/><path d="M2.5 20c.5-4.200 3-6.500 6.500-6.500s6 2.300 6.500 6.500M15.500 4.800a3.600 3.600 0 0 1 0 6.500M18 14.200c2 .9 3.200 2.800 3.500 5.800"/>`);
export const hand = icon(svg`<path d="M7.5 13V6.2a1.5 1.5 0 0 1 3 0V11M10.5 10.5V4.7a1.5 1.5 0 0 1 3 0v5.8M13.5 10.5V6a1.5 1.5 0 0 1 3 0v8.5c0 4-2.200 7-5.7 7-2.7 0-4.200-1.400-5.300-3.600L3.700 14.300c-.9-1.800 1.300-3 2.500-1.500L7.500 14.400"/>`);

/** A key cap: a discreet reminder beside a button, never the only way. */
export const cap = (key) => html`<kbd class="cap" aria-hidden="true">${key}</kbd>`;

// The editor's small drawings. All are decoration: words, or a button's name, stand beside them.
import {html, svg} from '../../../vendor/lit/lit-html.js';

const icon = (shape, name = '') => html`<svg class="icon ${name}" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const plus = icon(svg`<path d="M12 5v14M5 12h14"/>`);
export const grip = icon(svg`<path d="M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1"/>`, 'dots');
export const up = icon(svg`<path d="M12 19V6M6.5 11.5 12 6l5.5 5.5"/>`);
export const down = icon(svg`<path d="M12 5v13M6.5 12.5 12 18l5.5-5.5"/>`);
export const back = icon(svg`<path d="M19 12H6M11 6.5 5.5 12 11 17.5"/>`);
export const copy = icon(svg`<path d="M8 8h11v12H8z"/><path d="M16 8V4H5v12h3"/>`);
export const bin = icon(svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13"/>`);
export const undo = icon(svg`<path d="M8.5 4.5 4 9l4.5 4.5"/><path d="M4.5 9H14a5.5 5.5 0 0 1 0 11h-4"/>`);
export const redo = icon(svg`<path d="M15.5 4.5 20 9l-4.5 4.5"/><path d="M19.5 9H10a5.5 5.5 0 0 0 0 11h4"/>`);
export const warning = icon(svg`<path d="M12 3.4 22 20.6H2z"/><path d="M12 10v4.6M12 17.6v.1"/>`);
export const done = icon(svg`<path d="M4.5 12.8 9.6 18 19.5 6.5"/>`);
export const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true"><path d="M18.6 5.3A11.5 11.5 0 1 0 27.4 15.6" fill="none" stroke="currentColor" stroke-width="4.6" stroke-linecap="round"/><circle cx="26.2" cy="6.4" r="4.1" fill="#FFC53A"/></svg>`;

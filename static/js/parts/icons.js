// Small drawings that several screens use. All are decoration: the words stand beside them.
import {html, svg} from '../../vendor/lit/lit-html.js';

const icon = (shape) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

/** The mark: the ring of the Å, open, and a dot on its way out. */
export const mark = html`<svg class="bar-mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M18.6 5.3A11.5 11.5 0 1 0 27.4 15.6" fill="none" stroke="currentColor" stroke-width="4.6" stroke-linecap="round"/><circle cx="26.2" cy="6.4" r="4.1" fill="#FFC53A"/></svg>`;

export const chevron = icon(svg`<path d="M5 9l7 7 7-7"/>`);
export const check = icon(svg`<path d="M4.5 12.8 9.6 18 19.5 6.5"/>`);
export const leaving = icon(svg`<path d="M13.6 4.4A8.6 8.6 0 1 0 20 11.6"/><circle class="solid" cx="19.6" cy="5" r="3.2"/>`);
export const handset = icon(svg`<rect x="6.5" y="2.5" width="11" height="19" rx="2.6"/><path d="M11 18.2h2"/>`);
export const cut = icon(svg`<path d="M3.5 3.5l17 17M8.7 15.6a5 5 0 0 1 6.2-.6M5.2 12.2a10 10 0 0 1 4-2.3M18.8 12.2a10 10 0 0 0-5.6-2.8M12 19.4v.1"/>`);
export const minus = icon(svg`<path d="M5 12h14"/>`);
export const plus = icon(svg`<path d="M12 5v14M5 12h14"/>`);

/** Which of the twelve theme shapes a `look` has, as classes for tokens.css. */
export const lookClass = (look) => `shape look-${look % 12}`;

/** A theme's shape; its title is said beside it or before the text, never by colour alone. */
export const shape = (look) => html`<span class=${lookClass(look)} aria-hidden="true"></span>`;

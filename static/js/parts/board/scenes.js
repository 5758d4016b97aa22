// What the facilitator may put over everything: the codes, nothing, the time of day, one idea.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {clockTime} from '../time.js';
import {one} from './cards.js';
import {frame, sign} from './frame.js';
import {codes as bothCodes} from './join.js';
import {between} from './ended.js';

/** Both codes, as large as they go, with a line that tells how long they stay. */
export const codes = (context) => html`
  <main class="codes ${context.rows.join.wifi ? '' : 'one-code'}" data-fit="700 640 560 480 400">
    <h1 class="hidden-visually">${context.t('board_come_in')}</h1>
    ${bothCodes(context)}
    ${sign(context) ?? nothing}
    <div class="codes-back" aria-hidden="true"></div>
  </main>`;

/** Mist and the ring. */
export const blank = between;

/** What time it is. */
export function clock(context) {
  const {rows: {event}, t, now, language} = context;
  return frame(context, {look: 'resting clock', main: html`<h1>${t('board_clock')} <span>${clockTime(now, event.timezone, language)}</span></h1>`});
}

/** One idea, alone and whole. */
export function spotlight(context) {
  const {rows, t, spotlit} = context;
  return frame(context, {look: 'lit', key: `lit ${spotlit.id}`, main: html`<h1 class="hidden-visually">${t('board_number')} ${spotlit.number ?? ''}</h1>${one(rows, t, spotlit)}`});
}


// Break: when we begin again, in figures to be read from the coffee; the foot grows until its codes can be scanned.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {clockTime} from '../time.js';
import {frame, sign} from './frame.js';
import {codes} from './join.js';

const MINUTE = 60_000;

export function draw(context) {
  const {activity, rows: {event}, t, now, language} = context;
  const ends = activity.stage === 'open' ? activity.timer?.ends : null;
  const over = activity.stage !== 'open' || (ends && ends <= now);
  const at = ends && clockTime(Math.ceil(ends / MINUTE) * MINUTE, event.timezone, language);
  const heading = over ? html`<h1 class="resting-words" data-fit="150/2 120/2 96/3">${t('board_begin_soon')}</h1>`
    : at ? html`<h1>${t('board_begin_again')} <span>${at}</span></h1>`
      : html`<h1 class="resting-words" data-fit="210/1 150/2">${t('board_resting')}<small>${t('board_resting_line')}</small></h1>`;
  return frame(context, {look: 'resting', key: `resting ${over}`, foot: context.rows.screen.phones ? tall(context) : undefined, main: html`
    ${heading}
    ${activity.after ? html`<p class="after" data-fit="52/3 44/4 36/6">${t('board_after', {title: activity.after})}</p>` : nothing}`});
}

const tall = (context) => html`<footer class="foot tall">${codes(context)}${sign(context) ?? nothing}</footer>`;

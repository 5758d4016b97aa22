// After the meeting: thanks, and where and when its minutes can be read.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {ring} from './drawings.js';
import {frame} from './frame.js';

export function draw(context) {
  const {rows: {event, screen}, t} = context;
  const by = event.minutes_by ? ` ${t('board_minutes_by', {by: event.minutes_by})}` : '';
  return frame(context, {name: event.title, look: 'ended', main: html`
    ${ring}
    <h1 data-fit="210/1 170/1 140/2">${t('board_thanks')}</h1>
    <div class="ended-more">
      ${event.minutes_at ? html`<p>${t('board_minutes_at')} <b>${event.minutes_at}</b>${by}.</p>`
    : event.minutes_by ? html`<p>${t('common_minutes_come_by', {by: event.minutes_by})}</p>` : nothing}
      ${event.stage === 'closed' && screen.phones ? html`<p class="note">${t('board_came_to_mind')}</p>` : nothing}
    </div>`});
}

/** The meeting runs, but nothing is on. */
export const between = (context) => frame(context, {name: context.rows.event.title, look: 'blank', main: html`
  <h1 class="hidden-visually">${context.rows.event.title}</h1>${ring}`});

// Break, for the facilitator: when it ends, and time to gather the ideas.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {roundOf} from './select.js';
import {work as roundWork} from './round.js';
import {clockText, minuteNow} from './schedule.js';

/** Draw the moment. */
export function draw({rows, activity, t, clock}) {
  const ends = activity.timer?.ends ? clockText(minuteNow(activity.timer.ends, rows.event.timezone)) : null;
  return html`
    <h1>${ends ? t('console_break_until', {ends}) : activity.title}</h1>
    <p class="aside">${activity.after ? t('console_then', {title: activity.after}) : nothing}</p>`;
}

/** The ideas, to be gathered while people have coffee. */
export const work = (context) => (roundOf(context.rows) ? roundWork(context, roundOf(context.rows)) : nothing);

// *Kun for dig*: the board as it is, how many we are, what may help now, and the facilitator's own lines.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {board} from './board.js';
import * as icons from './icons.js';
import {notes} from './notes.js';
import {parking} from './parking.js';
import {people} from './people.js';
import {lateCards} from './select.js';
import {programme} from './schedule.js';
import {linesNow, script} from './script.js';

/** Draw the private column. */
export function draw(context) {
  const {rows, activity, t} = context;
  const after = programme(rows).find((each) => each.stage === 'planned' && each.position > (activity?.position ?? -1));
  const over = ['closed', 'sealed'].includes(rows.event.stage);
  const now = linesNow(context, activity);
  return html`
    <h2>${icons.closedEye} ${t('console_private')}</h2>
    ${board(context)}
    ${context.wide ? hint(context) : nothing}
    ${over ? nothing : people(context)}
    ${parking(context)}
    ${context.wide ? notes(context) : nothing}
    ${activity && !over ? html`<section class="lines"><h3>${t('console_script')}</h3>
      ${now === nothing ? html`<p class="small">${t('console_script_none')}</p>` : now}</section>` : nothing}
    ${after && !over ? html`<section class="lines then"><h3>${t('console_then', {title: after.title})}</h3>${script(context, after)}</section>` : nothing}`;
}

/** One thing that may help now, with its button; nothing most of the time. Never about a single person. */
export function hint(context) {
  const {rows, activity, t, set, clock, wide} = context;
  const late = lateCards(rows).length;
  if (late && !wide) {
    return html`<div class="hint"><p>${t('console_late', {n: late})}</p>
      <button class="btn" type="button" data-focus="hint" @click=${() => set({tab: 'ideas', showLate: true}, '#late')}>${t('console_late_see')}</button></div>`;
  }
  const {people: all, written, voted} = rows.progress;
  const running = activity?.stage === 'open' && activity.timer?.ends;
  const ending = running && activity.timer.ends - clock < 90_000;
  const silent = activity?.kind === 'ideas' && activity.step === 'silent';
  const missing = all - (silent ? written : voted);
  if (running && activity.timer.ends <= clock && activity.kind !== 'break') return more(context, t('console_time_is_up'));
  if (!rows.screen.phones || !ending || missing <= 0 || !(silent || activity.kind === 'vote')) return nothing;
  return more(context, t(silent ? 'console_missing_written' : 'console_missing_voted', {n: missing}));
}

const more = ({t, act, activity}, text) => html`<div class="hint"><p>${text}</p>
  <button class="btn" type="button" data-focus="hint" @click=${() => act({do: 'timer', activity: activity.id, act: 'add', minutes: 1})}>${t('console_give_minute')}</button></div>`;

// The programme, read like a timetable: planned and real times, what is done, what runs, what comes.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import * as icons from './icons.js';
import {words} from './insert.js';
import {expected, programme, schedule} from './schedule.js';
import {script} from './script.js';
import {stepName} from './top.js';

const IN_SIGHT = 2; // how many finished ones stay in sight while the rest are folded

/** Draw the programme. */
export function draw(context) {
  const {rows, t, ui, set, clock, low} = context;
  const all = programme(rows);
  const day = schedule(rows, clock);
  const now = all.findIndex((each) => each.id === rows.event.now);
  const done = all.slice(0, Math.max(now, 0));
  const kept = low ? 0 : IN_SIGHT;
  const folded = !ui.showDone && done.length > kept ? done.slice(0, done.length - kept) : [];
  const shown = all.filter((each) => !folded.includes(each));
  return html`
    <div class="programme-head">
      <span aria-hidden="true">${t('console_plan')}</span><span aria-hidden="true">${t('console_now')}</span>
      <h2>${t('console_programme')}</h2>
    </div>
    <ol>
      ${done.length > kept ? html`<li class="done fold">
        <button type="button" data-focus="fold" aria-expanded=${ui.showDone} @click=${() => set({showDone: !ui.showDone})}>
          <span class="name">${icons.done} ${t('console_done', {n: ui.showDone ? done.length : folded.length})} ${icons.down}</span>
        </button></li>` : nothing}
      ${repeat(shown, (each) => each.id, (each) => item(context, each, day, now))}
      ${rows.event.ends ? html`<li class="last"><p>
        <span class="at figures">${rows.event.ends}</span><span class="real figures">${day.ends ?? ''}</span>
        <span class="name">${t('console_day_end')}</span></p></li>` : nothing}
    </ol>`;
}

function item(context, activity, day, now) {
  const {rows, t, ui, set} = context;
  const isNow = activity.id === rows.event.now && rows.event.stage === 'open';
  const open = ui.opened === activity.id;
  const done = !isNow && activity.stage !== 'planned';
  const mark = isNow ? stepName(t, activity) : activity.stage === 'planned' ? '' : t('console_was_open');
  return html`
    <li class="${isNow ? 'current' : done ? 'done' : ''} ${activity.skipped ? 'skipped' : ''}" aria-current=${isNow ? 'step' : nothing}>
      <button type="button" data-focus="item-${activity.id}" aria-expanded=${open}
        @click=${() => set({opened: open ? null : activity.id})}>
        <span class="at figures"><span class="hidden-visually">${t('console_plan')} </span>${activity.planned.at ?? ''}</span>
        <span class="real figures"><span class="hidden-visually"> ${t('console_now')} </span>${expected(activity, day)}</span>
        <span class="name">${activity.title}${isNow && mark ? html`<small>${mark}</small>` : activity.skipped ? html`<small>${t('console_skipped')}</small>` : nothing}${done ? html`<span class="hidden-visually"> ${mark}</span>` : nothing}</span>
      </button>
      ${open ? about(context, activity, isNow) : nothing}
    </li>`;
}

const mayReword = ({rows}, {stage}) => rows.event.stage === 'open' && ['planned', 'open'].includes(stage);

/** What an item is about, and the way there out of turn. */
function about(context, activity, isNow) {
  const {t, rows, presses, act, at, set} = context;
  const what = `jump ${activity.id} ${at}`;
  const jump = async () => {
    if (!presses.press(what, {twice: true})) return;
    const answer = await act({do: 'stage', activity: activity.id, stage: 'open'});
    if (answer.ok) set({opened: null});
  };
  return html`
    <div class="item-about">
      ${activity.prompt && !mayReword(context, activity) ? html`<p>${activity.prompt}</p>` : nothing}
      ${mayReword(context, activity) ? words(context, activity, `words-of-${activity.id}`, activity.prompt) : nothing}
      <p class="small">${activity.planned.minutes ? t('console_minutes_planned', {n: activity.planned.minutes}) : nothing}
        ${activity.given ? t('console_given', {n: activity.given}) : nothing}</p>
      ${script(context, activity)}
      ${rows.event.stage === 'open' && !isNow ? html`<button class="btn wide" type="button" data-focus="jump-${activity.id}" @click=${jump}>
        ${presses.isArmed(what) ? t('console_again_jump') : activity.stage === 'planned' ? t('console_jump') : t('console_jump_again')}</button>` : nothing}
    </div>`;
}

// *Hent tid*: how the day goes, and what is to come made shorter, passed over or taken later. The end follows at once.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import * as icons from './icons.js';
import {programme, schedule} from './schedule.js';

const SHORTER = [2, 5]; // minutes

/** How far behind or ahead, in words; '' where nothing can be said. */
function drift(t, {late}) {
  if (late === null) return '';
  if (late === 0) return t('console_on_time');
  return late > 0 ? t('console_behind', {n: late}) : t('console_ahead', {n: -late});
}

const isOpen = ({ui}) => ui.menu === 'time';

/** The clock with the drift, which folds the panel out, and when the day will end. */
export function day(context) {
  const {rows, t, clock, set} = context;
  const now = schedule(rows, clock);
  const open = isOpen(context);
  return html`
    <div class="day menu">
      <p class="clock figures"><span class="hidden-visually">${t('console_clock')} </span>${now.clock}</p>
      ${rows.event.stage === 'open' ? html`<button class="btn quiet drift" type="button" data-focus="time" aria-expanded=${open} aria-controls="time-panel"
        @click=${() => set({menu: open ? null : 'time'})}><span>${drift(t, now) || t('console_get_time')}</span>${icons.down}</button>` : nothing}
      <p class="day-end">${now.ends ? html`${t('console_ends_about')} <b>${now.ends}</b>, ${t('console_agreed', {ends: now.agreed})}`
    : now.agreed ? t('console_agreed_end', {ends: now.agreed}) : nothing}</p>
      <div class="panel left" id="time-panel" ?hidden=${!open}>${open ? panel(context, now) : nothing}</div>
    </div>`;
}

function panel(context, now) {
  const {rows, t} = context;
  const here = rows[`a:${rows.event.now}`];
  const coming = programme(rows).filter(({stage, position}) => stage === 'planned' && position > (here?.position ?? -1));
  return html`
    <section class="replan" aria-labelledby="replan-head">
      <h2 id="replan-head">${t('console_get_time')}</h2>
      <p>${now.ends ? t('console_get_time_end', {ends: now.ends, agreed: now.agreed}) : nothing} <span class="small">${t('console_get_time_how')}</span></p>
      ${coming.length ? html`<ol>${repeat(coming, ({id}) => id, (each, n) => line(context, each, coming.slice(n + 1).find(({skipped}) => !skipped)))}</ol>`
    : html`<p>${t('console_nothing_comes')}</p>`}
    </section>`;
}

function line({t, act}, activity, following) {
  const {id, title, skipped, takes, minutes, real} = activity;
  const length = minutes ?? takes;
  const named = html`<span class="hidden-visually">: ${title}</span>`;
  const shorter = (by) => (length <= by ? nothing : html`<button class="btn" type="button" data-focus="shorter-${by}-${id}"
    @click=${() => act({do: 'replan', activity: id, minutes: length - by}, {key: 'console_replanned', args: {title, n: length - by}, tone: 'quiet'})}>−${t('console_takes', {n: by})}${named}</button>`);
  return html`
    <li class=${skipped ? 'skipped' : ''}>
      <p><b>${title}</b> <span class="small">${skipped ? t('console_skipped') : html`${real ? html`<span class="figures">${real}</span> · ` : nothing}${t('console_takes', {n: takes})}`}</span></p>
      <div class="replan-keys">
        ${skipped ? nothing : SHORTER.map(shorter)}
        <button class="btn" type="button" data-focus="skip-${id}" aria-pressed=${skipped} @click=${() => act({do: 'skip', activity: id, value: !skipped})}>${t('console_skip')}${named}</button>
        ${following && !skipped ? html`<button class="btn" type="button" data-focus="later-${id}"
          @click=${() => act({do: 'later', activity: id, after: following.id}, {key: 'console_moved_later', args: {title, after: following.title}, tone: 'quiet'})}>${t('console_take_later')}${named}</button>` : nothing}
      </div>
    </li>`;
}

// The console's head: what time it is, how the day goes, whether all is well, and the menu.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {mark} from '../icons.js';
import {countdown} from '../time.js';
import * as icons from './icons.js';
import {menu} from './menu.js';
import {schedule} from './schedule.js';

/** How far behind or ahead, in words. */
export function drift(t, {late}) {
  if (late === null) return '';
  if (late === 0) return t('console_on_time');
  return late > 0 ? t('console_behind', {n: late}) : t('console_ahead', {n: -late});
}

/** Draw the head. */
export function draw(context) {
  const {rows, activity, t, clock, online, wide, ui} = context;
  const title = activity?.title ?? rows.event.title;
  const day = schedule(rows, clock);
  return html`
    <header class="top">
      <a class="home" href="/organise" title=${t('console_home')}>${mark}<span>${rows.event.title}</span></a>
      <div class="top-title">
        ${wide || ui.tab === 'now' ? html`<p class="top-name">${title}</p>` : html`<h1 class="top-name">${title}</h1>`}
        <span>${activity ? stepName(t, activity) : nothing}</span>
        ${activity?.timer ? html`<span class="top-left figures">${countdown(activity.timer, clock)}</span>` : nothing}
      </div>
      <div class="day">
        <p class="clock figures"><span class="hidden-visually">${t('console_clock')} </span>${day.clock}</p>
        <p class="drift">${drift(t, day)}</p>
        <p class="day-end">${day.ends ? html`${t('console_ends_about')} <b>${day.ends}</b>, ${t('console_agreed', {ends: day.agreed})}`
          : day.agreed ? t('console_agreed_end', {ends: day.agreed}) : nothing}</p>
      </div>
      <div class="tools">
        <p class="line"><span class="line-dot ${online ? '' : 'off'}"></span><span class="fold-text">${online ? t('console_line_ok') : t('console_line_off')}</span></p>
        <a class="btn quiet" href=${rows.links.board} target="inspiratorium-board" aria-label=${t('console_open_board')}>${icons.screen}<span class="fold-text">${t('console_board')}</span></a>
        ${menu(context)}
      </div>
    </header>`;
}

/** What the step that an activity is in is called, or ''. */
export function stepName(t, activity) {
  if (activity.stage === 'planned') return '';
  const here = activity.stage === 'open' ? activity.step ?? 'open' : activity.stage;
  return t(`console_state_${activity.kind}_${here}`);
}

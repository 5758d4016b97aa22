// The console's head: what time it is, how the day goes, whether all is well, and the menu.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {mark} from '../icons.js';
import {countdown} from '../time.js';
import {button} from './health_view.js';
import * as icons from './icons.js';
import {newRound} from './insert.js';
import {menu} from './menu.js';
import {day} from './replan.js';

/** Draw the head. */
export function draw(context) {
  const {rows, activity, t, clock, wide, ui} = context;
  const title = activity?.title ?? rows.event.title;
  return html`
    <header class="top">
      <a class="home" href="/organise" title=${t('console_home')}>${mark}<span>${rows.event.title}</span></a>
      <div class="top-title">
        ${wide || ui.tab === 'now' ? html`<p class="top-name">${title}</p>` : html`<h1 class="top-name">${title}</h1>`}
        <span>${activity ? stepName(t, activity) : nothing}</span>
        ${activity?.timer ? html`<span class="top-left figures">${countdown(activity.timer, clock)}</span>` : nothing}
      </div>
      ${day(context)}
      <div class="tools">
        ${button(context)}
        ${newRound(context)}
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

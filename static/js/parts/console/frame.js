// The console's frame: where everything stands, from a projector's laptop to a phone in one hand.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import * as after from './after.js';
import * as bar from './bar.js';
import * as before from './before.js';
import * as message from './message.js';
import {notesTab} from './notes.js';
import * as one from './one.js';
import * as privately from './private.js';
import * as programme from './programme.js';
import {linesNow} from './script.js';
import {roundOf} from './select.js';
import {timer} from './timer.js';
import * as top from './top.js';
import {inThemes} from './views.js';

const TABS = ['now', 'ideas', 'notes', 'programme', 'room'];

/** Draw the whole console; `kinds` has a module for each kind of activity. */
export function frame(context, kinds) {
  const {rows, activity, ui, t, set} = context;
  if (ui.one) return one.draw(context);
  const running = rows.event.stage === 'open' && activity;
  const kind = running ? kinds[activity.kind] : rows.event.stage === 'planned' ? before : after;
  const gathering = running && inThemes(context, kind.work ? roundOf(rows) : null) && activity.kind !== 'vote';
  const folded = gathering && context.broad; // then a side is drawn only where it is asked for
  return html`
    <div class="console tab-${ui.tab} side-${ui.side} ${gathering ? 'gathering' : ''} ${ui.private ? 'with-private' : ''} ${ui.programme ? 'with-programme' : ''}">
      ${top.draw(context)}
      <nav class="tabs" aria-label=${t('console_views')}>${TABS.map((tab) => html`
        <button type="button" data-focus="tab-${tab}" aria-current=${ui.tab === tab ? 'true' : nothing} @click=${() => set({tab})}>${t(`console_tab_${tab}`)}${tab === 'ideas' && context.count ? html` <b class="figures">${context.count}</b>` : nothing}</button>`)}
      </nav>
      <div class="side-tabs" role="group" aria-label=${t('console_side')}>
        <button type="button" data-focus="side-programme" aria-pressed=${ui.side === 'programme'} @click=${() => set({side: 'programme'})}>${t('console_programme')}</button>
        <button type="button" data-focus="side-private" aria-pressed=${ui.side === 'private'} @click=${() => set({side: 'private'})}>${t('console_private')}</button>
      </div>
      <main class="panes">
        <nav class="programme" aria-label=${t('console_programme')}>${folded && !ui.programme ? nothing : programme.draw(context)}</nav>
        <div class="main" id="main" tabindex="-1">
          <div class="moment moment-${activity?.kind ?? 'none'} moment-${activity?.stage ?? 'planned'}">
            ${kind?.draw(context) ?? nothing}
            ${context.wide ? nothing : html`${running ? html`${timer(context, 'now')}${privately.hint(context)}` : nothing}<section class="lines">${linesNow(context, activity)}</section>`}
          </div>
          <div class="work">${running && kind.work ? kind.work(context) : html`<p class="empty alone">${t('console_no_work')}</p>`}</div>
        </div>
        ${context.wide || ui.tab !== 'notes' ? nothing : html`<section class="notes-pane" aria-label=${t('console_notes')}>${notesTab(context)}</section>`}
        <section class="private" aria-label=${t('console_private')}>${folded && !ui.private ? nothing : privately.draw(context)}</section>
      </main>
      <section class="message ${message.tone(context)}" aria-label=${t('console_messages')}>${message.draw(context)}</section>
      <footer class="bar">${bar.draw(context)}</footer>
    </div>`;
}

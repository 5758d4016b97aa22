// What the facilitators changed in the ideas, newest first. Each change may be taken back by any of them.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import * as icons from './icons.js';
import {undo} from './moves.js';
import {clockText, minuteNow} from './schedule.js';

/** The button in the menu and, when it is open, the list. */
export function history(context) {
  const {t, ui, set, rows, act} = context;
  const changes = rows.history?.changes ?? [];
  const open = ui.menu === 'changes';
  const shown = rows.event.log_open;
  return html`
    <section>
      <button class="btn quiet wide" type="button" data-focus="open-log" aria-pressed=${shown} @click=${() => act({do: 'open_log', on: !shown})}>${shown ? icons.eye : icons.closedEye}${t('console_log_open')}</button>
      ${changes.length ? html`<button class="btn quiet wide" type="button" data-focus="changes" aria-expanded=${open} @click=${() => set({menu: open ? 'menu' : 'changes'})}>${icons.undo}${t('console_changes')}</button>` : nothing}
      ${open && changes.length ? html`<ol class="changes">${repeat(changes, (change) => change.seq, (change) => line(context, change))}</ol>` : nothing}
    </section>`;
}

function line(context, {seq, at, by, kind, number, text, undone}) {
  const {t, rows} = context;
  const what = t(`common_change_${kind}`);
  const about = number == null ? text : `${t('console_number')} ${number}: ${text}`;
  return html`
    <li class=${undone ? 'undone' : ''}>
      <p><span class="small figures">${clockText(minuteNow(Date.parse(at), rows.event.timezone))}${by ? `, ${by}` : ''}</span><b>${what}</b> <span class="about">${about}</span></p>
      ${undone ? html`<span class="small">${t('console_change_undone')}</span>`
        : html`<button class="btn" type="button" data-focus="undo-${seq}" @click=${() => undo(context, seq)}>${t('console_undo')}<span class="hidden-visually">: ${what}, ${about}</span></button>`}
    </li>`;
}

// The menu: the minutes, the other screens, the keys, and the end of the meeting.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {health} from './health_view.js';
import {history} from './history.js';
import {helpers} from './helpers.js';
import * as icons from './icons.js';
import {keyList} from './keys.js';
import {phones} from './phones.js';
import {rehearsal} from './rehearsal.js';

const FORMATS = {docx: 'Word', pdf: 'PDF', html: 'HTML', md: 'Markdown', xlsx: 'Excel', csv: 'CSV', json: 'JSON', zip: 'ZIP'};

/** Links to the minutes in every format, as they are at this moment. */
export const downloads = ({rows, t}) => html`
  <ul class="downloads">${Object.keys(FORMATS).filter((format) => rows.links.minutes[format]).map((format) => html`
    <li><a class="btn" href=${rows.links.minutes[format]} download data-focus="minutes-${format}">${icons.fetchDown}<span class="hidden-visually">${t('console_minutes_as')} </span>${FORMATS[format]}</a></li>`)}
  </ul>`;

/** A link to the page where the minutes are read, mended and approved. */
export const editor = ({rows, t}, look) => html`
  <a class="btn ${look}" href=${rows.links.edit} target="inspiratorium-minutes" data-focus="minutes-edit">${t('console_minutes_edit')}</a>`;

/** The button and, when it is open, the panel. */
export function menu(context) {
  const {rows, t, ui, set} = context;
  const open = ui.menu !== null && !['time', 'new'].includes(ui.menu);
  return html`
    <div class="menu">
      <button class="btn quiet menu-button" type="button" data-focus="menu" aria-expanded=${open} aria-controls="menu-panel"
        @click=${() => set({menu: open ? null : 'menu'})}>
        ${icons.more}<span class="hidden-visually">${t('console_menu')}</span></button>
      <div class="panel" id="menu-panel" ?hidden=${!open}>
        ${open ? html`
          ${rehearsal(context, 'menu')}
          ${health(context)}
          <section>
            <h2>${t('console_minutes')}</h2>
            <p class="small">${t('console_minutes_now')}</p>
            ${editor(context, 'wide')}
            ${downloads(context)}
          </section>
          <section>
            <h2>${t('console_screens')}</h2>
            <a class="btn quiet wide" href=${rows.links.board} target="inspiratorium-board">${icons.screen}${t('console_open_board')}</a>
            <a class="btn quiet wide" href=${rows.links.phone} target="_blank">${icons.handset}${t('console_open_phone')}</a>
            <button class="btn quiet wide" type="button" data-focus="one-screen" @click=${context.commands.oneScreen}>${icons.blank}${t('console_single')}</button>
            <p class="small">${t('console_single_note')}</p>
          </section>
          <section>
            <button class="btn quiet wide" type="button" data-focus="lock-2" aria-pressed=${rows.screen.locked} @click=${context.commands.lock}>${icons.lock}${t('console_lock')}</button>
            <p class="small">${t('console_lock_note')}</p>
          </section>
          <section>
            <button class="btn quiet wide" type="button" data-focus="bell" aria-pressed=${ui.bell} @click=${context.commands.bell}>${icons.bell}${t('console_bell')}</button>
            <button class="btn quiet wide" type="button" data-focus="bell-try" @click=${context.bell.ring}>${t('console_bell_try')}</button>
          </section>
          ${helpers(context)}
          ${phones(context)}
          ${history(context)}
          <section>
            <button class="btn quiet wide" type="button" data-focus="keys" aria-expanded=${ui.menu === 'keys'}
              @click=${() => set({menu: ui.menu === 'keys' ? 'menu' : 'keys'})}>${icons.keys}${t('console_keys')}</button>
            ${ui.menu === 'keys' ? keyList(context) : nothing}
          </section>
          ${ending(context)}` : nothing}
      </div>
    </div>`;
}

/** End the meeting in two presses, or open it again. */
function ending({rows, t, presses, act, at}) {
  const {stage} = rows.event;
  if (stage === 'closed') {
    return html`<section><button class="btn wide" type="button" data-focus="reopen" @click=${() => act({do: 'reopen'})}>${t('console_reopen')}</button></section>`;
  }
  if (stage !== 'open') return nothing;
  const what = `end ${at}`;
  return html`
    <section>
      <button class="btn wide danger" type="button" data-focus="end" @click=${() => presses.press(what, {twice: true}) && act({do: 'end'})}>
        ${presses.isArmed(what) ? t('console_again_end') : t('console_end')}</button>
      <p class="small">${t('console_end_note')}</p>
    </section>`;
}

// The menu's phones: one that several borrow after each other, and going on without any.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {code} from './code.js';
import * as icons from './icons.js';

/** The section of the menu. */
export function phones(context) {
  const {rows, t, ui, set, act} = context;
  const {lend} = rows.links;
  const open = ui.menu === 'lend';
  const on = rows.screen.phones;
  const turn = () => act({do: 'phones', on: !on}, {key: on ? 'console_without_phones' : 'console_with_phones', tone: 'note'});
  return html`
    <section>
      <h2>${t('console_phones')}</h2>
      ${on ? html`<button class="btn quiet wide" type="button" data-focus="lend" aria-expanded=${open} @click=${() => set({menu: open ? 'menu' : 'lend'})}>${icons.handset}${t('console_lend')}</button>
        ${open ? html`<p class="small">${t('console_lend_how')}</p>
          ${code(lend.qr, t('console_lend_code'))}
          <p><a class="btn quiet wide address" href=${lend.url} target="_blank">${lend.url.replace(/^https?:\/\//, '')}</a></p>` : nothing}` : nothing}
      <button class="btn wide" type="button" data-focus="phones" @click=${turn}>${t(on ? 'console_phones_off' : 'console_phones_on')}</button>
      <p class="small">${t(on ? 'console_phones_off_note' : 'console_phones_on_note')}</p>
    </section>`;
}

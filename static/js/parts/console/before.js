// Before the meeting: how ready the room is, how people come in, what to have along, and what else belongs here.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {code} from './code.js';
import * as icons from './icons.js';
import {draw as ready} from './ready.js';
import {rehearsal} from './rehearsal.js';
import {programme} from './schedule.js';

/** Draw the page before the start. */
export function draw(context) {
  const {t, rows, set} = context;
  return html`
    ${ready(context)}
    <div class="before">
      <section aria-labelledby="ways-head">
        <h2 id="ways-head">${t('console_ways_in')}</h2>
        ${rows.screen.phones ? html`<div class="ways">${code(rows.join.qr, t('console_qr_phone'))}<ul class="ready">${waysIn(context)}</ul></div>`
    : html`<p class="aside">${t('console_without_phones')}</p>`}
        <p class="also"><button class="btn" type="button" data-focus="ways-helpers" @click=${() => set({menu: 'helpers'}, '[data-focus="helpers"]')}>${icons.people}${t('console_ways_helpers')}</button></p>
      </section>
      ${bring(context)}
      ${rehearsal(context, 'before')}
      ${elsewhere(context)}
    </div>`;
}

/** How people come in, as it is said aloud: the address, and the venue's own Wi-Fi. */
export function waysIn({rows, t}) {
  const {join, links} = rows;
  const wifi = join?.wifi;
  const address = html`<span class="address">${join?.url ?? ''}</span>`;
  const password = wifi?.password ? html`, ${t('console_password')} <span class="address">${wifi.password}</span>` : nothing;
  return html`
    <li><p><b>${t('console_address')}</b> ${address}</p>
      <a class="btn" href=${links.phone} target="_blank">${icons.handset}${t('console_open_phone')}</a></li>
    ${wifi ? html`<li><p><b>${t('console_wifi')}</b> ${wifi.ssid}${password}</p></li>` : nothing}`;
}

/** Everything that the programme says to bring, once each, to be ticked while the bag is packed. */
function bring({rows, t, ticks, set}) {
  const things = [...new Set(programme(rows).flatMap((activity) => activity.bring))];
  if (!things.length) return nothing;
  const packed = ticks.all();
  return html`<section aria-labelledby="bring-head">
    <h2 id="bring-head">${t('console_bring')}</h2>
    <ul class="bring">${things.map((thing, n) => html`<li><label class="switch"><input type="checkbox" data-focus="bring-${n}" .checked=${Boolean(packed[`bring ${thing}`])}
      @change=${({target}) => { ticks.tick(`bring ${thing}`, target.checked ? 'yes' : ''); set({}); }}> ${thing}</label></li>`)}</ul>
  </section>`;
}

/** The pages that belong to the time before a meeting. */
function elsewhere({page, t}) {
  const {print} = page.before ?? {};
  if (!print) return nothing;
  return html`<section aria-labelledby="also-head">
    <h2 id="also-head">${t('console_beforehand')}</h2>
    <p class="also">
      <a class="btn" href=${print}>${t('console_print')}</a></p>
  </section>`;
}

// Before the meeting: where it is, what to open, who has found in.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {figure} from './figure.js';
import * as icons from './icons.js';
import {programme} from './schedule.js';

/** Draw the page before the start. */
export function draw(context) {
  const {rows, t} = context;
  const {event, progress, links} = rows;
  const first = programme(rows)[0];
  const hours = event.starts && event.ends ? t('console_from_to', {starts: event.starts, ends: event.ends}) : '';
  return html`
    <h1>${event.title}</h1>
    <p class="aside">${[event.place, hours].filter(Boolean).join(', ')}</p>
    ${figure(progress.here, t('console_found_in', {n: progress.here}), t('console_try_a_phone'))}
    <ul class="ready">
      <li><p><b>${t('console_board')}</b> ${t('console_ready_board')}</p>
        <a class="btn" href=${links.board} target="inspiratorium-board">${icons.screen}${t('console_open_board')}</a></li>
      ${waysIn(context)}
      ${first ? html`<li><p><b>${t('console_first')}</b> ${first.title}</p></li>` : nothing}
    </ul>`;
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

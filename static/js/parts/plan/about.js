// The meeting as a whole: what, when, where, who, why; its network; its letterhead.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {choice, clock, line, lines, tick} from './fields.js';

/** Draw the form of the meeting. */
export function about(context) {
  const {t, form, view, wrong, tell} = context;
  const {event} = form;
  const field = (name, more = {}) => ({
    id: `f-${name}`, label: t(`organise_field_${name}`), value: event[name], wrong: wrong(['event', name]),
    put: (value) => tell.event({[name]: value}, name), ...more,
  });
  const days = (name, most) => line(field(name, {type: 'number', least: 1, most, width: 'short', put: (value) => tell.event({[name]: value === '' ? null : Math.trunc(Number(value))}, name)}));
  const hour = (name) => clock(field(name, {put: (value) => tell.clock(name, value)}));
  return html`
    <div class="item-head"><h2 id="chosen" tabindex="-1">${t('organise_about')}</h2></div>
    ${line(field('title', {most: 80}))}
    <div class="asked-row">
      ${line(field('date', {type: 'date', width: 'medium', put: (value) => value && tell.event({date: value}, 'date')}))}
      ${hour('starts')}${hour('ends')}
      ${line(field('people', {type: 'number', least: 1, most: 5000, width: 'short', put: (value) => tell.event({people: value === '' ? null : Math.trunc(Number(value))}, 'people')}))}
    </div>
    ${line(field('place', {most: 120}))}
    ${lines(field('purpose', {most: 300, hint: t('organise_purpose_hint')}))}
    ${line(field('question', {most: view.board_limit, hint: t('organise_question_hint')}))}
    ${lines(field('welcome', {most: 60, hint: t('organise_welcome_hint')}))}
    <div class="asked-row">
      ${line(field('facilitator', {most: 80}))}${line(field('referent', {most: 80}))}
    </div>
    ${lines(field('hosts', {value: event.hosts.join('\n'), put: (value) => tell.event({hosts: value.split('\n')}, 'hosts'), hint: t('organise_hosts_hint')}))}
    <fieldset class="part"><legend>${t('organise_minutes')}</legend>
      <p class="said">${t('organise_minutes_hint')}</p>
      <div class="asked-row">${line(field('minutes_at', {most: 120}))}${line(field('minutes_by', {most: 60}))}</div>
      ${line(field('next', {most: 120, hint: t('organise_next_hint')}))}
      ${tick(field('mail_list', {hint: t('organise_mail_list_hint')}))}
    </fieldset>
    <fieldset class="part"><legend>${t('organise_own')}</legend>
      <p class="said">${t('organise_own_hint')}</p>
      ${line(field('contact', {most: 120, hint: t('organise_contact_hint')}))}
      <div class="asked-row">${days('seal_days', 365)}${days('keep_days', 1825)}</div>
      <p class="said">${t('organise_days_hint')}</p>
      ${lines(field('privacy', {most: 1000}))}${lines(field('accessibility', {most: 1000}))}
    </fieldset>
    ${choice(field('language', {choices: view.languages.map((one) => [one, t(`organise_language_${one}`)])}))}
    ${network(context)}${letterhead(context)}`;
}

function network({t, form, wrong, tell}) {
  const {wifi} = form;
  const put = (name) => (value) => tell.table('wifi', {...wifi, [name]: value}, name);
  return html`<fieldset class="part"><legend>${t('organise_wifi')}</legend>
    <p class="said">${t('organise_wifi_hint')}</p>
    ${wifi ? html`
      <div class="asked-row">
        ${line({id: 'f-ssid', label: t('organise_field_ssid'), value: wifi.ssid, put: put('ssid'), wrong: wrong(['wifi', 'ssid'])})}
        ${line({id: 'f-password', label: t('organise_field_password'), value: wifi.password, put: put('password'), wrong: wrong(['wifi', 'password']), hint: wifi.password ? '' : t('organise_open_network')})}
      </div>
      <p><button class="btn" type="button" @click=${() => tell.table('wifi', null)}>${t('organise_wifi_remove')}</button></p>`
    : html`<p><button class="btn" type="button" @click=${() => tell.table('wifi', {ssid: '', password: ''}, null, '#f-ssid')}>${t('organise_wifi_add')}</button></p>`}
  </fieldset>`;
}

function letterhead({t, form, wrong, tell, base, ui}) {
  const sheet = form.letterhead ?? {name: '', logo: '', colour: '', styles: ''};
  const put = (name) => (value) => {
    const changed = {...sheet, [name]: value};
    tell.table('letterhead', Object.values(changed).some(Boolean) ? changed : null, name);
  };
  return html`<fieldset class="part"><legend>${t('organise_letterhead')}</legend>
    <p class="said">${t('organise_letterhead_hint')}</p>
    <div class="asked-row">
      ${line({id: 'f-sheet', label: t('organise_field_sheet'), value: sheet.name, put: put('name'), most: 80, wrong: wrong(['letterhead', 'name'])})}
      ${line({id: 'f-colour', label: t('organise_field_colour'), value: sheet.colour || '#14584a', type: 'color', put: (value) => put('colour')(value.toUpperCase()), width: 'short', wrong: wrong(['letterhead', 'colour'])})}
    </div>
    <div class="logo">
      ${sheet.logo ? html`<img src="${base}/logo/${sheet.logo}?${ui.logo}" alt=${t('organise_logo_alt')}>
        <button class="btn" type="button" @click=${() => put('logo')('')}>${t('organise_logo_remove')}</button>` : nothing}
      <label class="btn" for="f-logo">${t(sheet.logo ? 'organise_logo_change' : 'organise_logo_add')}</label>
      <input class="hidden-visually" id="f-logo" type="file" accept="image/png,image/jpeg,image/svg+xml" @change=${(event) => tell.logo(event.target)}>
    </div>
  </fieldset>`;
}

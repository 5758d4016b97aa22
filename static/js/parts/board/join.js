// Coming in: both codes, what to type, and everyone who is here as a dot in the hole of the fence.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {fence, mark, qr} from './drawings.js';
import {addressOf, sign} from './frame.js';

/** Draw the scene: before the meeting, and while it welcomes. */
export function draw(context) {
  const {rows: {event, join, progress, screen: {phones}}, t, ui} = context;
  const here = phones ? progress?.here ?? 0 : 0;
  const welcome = (event.welcome || event.title).split('\n');
  return html`
    <main class="join ${ui.light ? 'light' : ''} ${!phones ? 'no-code' : join.wifi ? '' : 'one-code'}">
      <div class="join-words" data-fit="112 106 100 96 92 84 76 66 56 46 38 30">
        <p class="join-event">${mark}<span>${event.title}</span></p>
        ${ui.help && phones ? help(t) : html`
          <h1 data-lines=${Math.min(4, welcome.length + 1)}>${welcome.map((line) => html`<span>${line} </span>`)}</h1>
          <p class="join-sub">${t(phones ? 'board_nothing_needed' : 'board_paper_is_as_good')}</p>
          ${event.question ? html`<p class="join-sub today"><span class="hidden-visually">${t('board_question_today')} </span>${event.question}</p>` : nothing}`}
      </div>
      ${phones ? html`<div class="join-codes" data-fit="100 90 80 70 60 50 40">${codes(context)}</div>` : nothing}
      ${fence(here)}
      ${here ? html`<p class="join-count ${here > 90 ? 'alone' : ''}"><b>${here}</b> ${t('board_here', {n: here})}</p>` : nothing}
      ${sign(context) ?? nothing}
    </main>`;
}

/** The codes with their words: the network first, then the page. */
export function codes({rows: {join}, t}) {
  const {wifi} = join;
  const address = addressOf(join);
  return html`
    ${wifi ? html`
      <section class="code">
        <h2><span class="digit">1</span> ${t('board_wifi')}</h2>
        ${qr(wifi.qr, t('board_qr_wifi', {ssid: wifi.ssid}))}
        <div class="code-words"><p class="code-name" data-fit=${NAME}>${wifi.ssid}</p>
          <p class="code-line" data-fit=${LINE}>${wifi.password ? t('board_password', {password: wifi.password}) : t('board_no_password')}</p></div>
      </section>` : nothing}
    <section class="code">
      <h2>${wifi ? html`<span class="digit">2</span> ` : nothing}${t('board_page')}</h2>
      ${qr(join.qr, t('board_qr_page', {address}))}
      <div class="code-words"><p class="code-name" data-fit=${NAME}>${address}</p>
        <p class="code-line" data-fit=${LINE}>${t('board_type_it')}</p></div>
    </section>`;
}
const NAME = '100/1 86/1 72/1 62/1 54/1 48/2';
const LINE = '100/1 95/1 90/1 80/1 80/3';

const help = (t) => html`
  <h1 class="help-title">${t('board_help')}</h1>
  <ul class="help">
    <li><b>${t('board_help_internet')}</b> ${t('board_help_internet_do')}</li>
    <li><b>${t('board_help_nothing')}</b> ${t('board_help_nothing_do')}</li>
    <li><b>${t('board_help_local')}</b> ${t('board_help_local_do')}</li>
    <li>${t('board_help_hand')}</li>
  </ul>`;

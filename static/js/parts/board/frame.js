// The board's frame: one line on top, one thing in the middle, the way in at the bottom.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {t} from '../text.js';
import {countdown, lastMinute, timeLeft} from '../time.js';
import {mark, qr} from './drawings.js';

/**
 * Draw a scene: `name` and `aside` on the top line, `end` at its right, `main` in the middle. `look` is the main
 * part's class, `key` what makes it another picture, `time` what stands instead of the timer, `foot` another foot.
 */
export function frame(context, {name = context.activity?.title ?? context.rows.event.title, aside, end, main, look = '', key = look, time, foot}) {
  return html`
    <div class="board">
      <header class="top">
        ${mark}<p class="top-name"><b>${name}</b>${aside ? html` · ${aside}` : nothing}</p>
        ${end ? html`<p class="top-end">${end}</p>` : nothing}
      </header>
      ${repeat([key], (each) => each, () => html`<main class="main ${look}">${main}</main>`)}
      ${foot ?? waysIn(context, time)}
    </div>`;
}

/** The prompt as it fits on the board. */
export const prompt = (activity) => (activity.unsaid ? t('common_listen') : activity.short || activity.prompt || activity.title);

/** The question of the moment, as large as two lines allow. */
export const question = (words, sizes = '74/2 60/2 48/3 40/4 36/6 30') => html`<h1 class="question" data-fit=${sizes}>${words}</h1>`;

/** What people type: the address without the ceremony. */
export const addressOf = (join) => (join.url || join.address).replace(/^https?:\/\//, '');

/** How to come in, small but always there; the time at its end. */
export function waysIn(context, time) {
  const {rows: {join, screen}, t} = context;
  const address = addressOf(join);
  const end = sign(context) ?? (time ? html`<p class="foot-time">${time}</p>` : clock(context));
  if (!screen.phones) return end === nothing ? nothing : html`<footer class="foot" data-fit="40">${end}</footer>`;
  return html`
    <footer class="foot" data-fit="40 38 36 34 32 28 24 20 16 13">
      ${join.wifi ? html`
        ${qr(join.wifi.qr, t('board_qr_wifi', {ssid: join.wifi.ssid}))}
        <p class="foot-join"><span class="hidden-visually">${t('board_come_in')}: </span>
          <span class="foot-step"><span class="digit">1</span> <span>${t('board_foot_wifi')} <b>${join.wifi.ssid}</b>${join.wifi.password ? html`, ${t('board_foot_password')} <b>${join.wifi.password}</b>` : nothing}</span></span>
          <span class="foot-step"><span class="digit">2</span> <span>${t('board_foot_type')} <b>${address}</b></span></span></p>`
      : html`${qr(join.qr, t('board_qr_page', {address}))}<p class="foot-join"><span>${t('board_foot_alone')} <b>${address}</b></span></p>`}
      ${end}
    </footer>`;
}

/** Why the picture stands still, when it does. */
export function sign({online, rows, t}) {
  if (!online) return html`<p class="foot-time sign">${t('board_moment')}</p>`;
  return rows.screen.frozen ? html`<p class="foot-time sign">${t('board_frozen')}</p>` : null;
}

/** Whole minutes; seconds, on yellow, only in the last one. */
function clock({activity, now, t, language}) {
  const timer = activity?.stage === 'open' ? activity.timer : null;
  if (!timer) return nothing;
  if (!lastMinute(timer, now)) return html`<p class="foot-time">${timeLeft(t, timer, now)}</p>`;
  const left = countdown(timer, now);
  return html`<p class="foot-time last"><span>${language === 'da' ? left.replace(':', '.') : left}</span></p>`;
}

/** One sentence, large, when there is nothing else to see. */
export const big = (words) => html`<p class="big" data-fit="124/2 96/2 74/3 60/4">${words}</p>`;

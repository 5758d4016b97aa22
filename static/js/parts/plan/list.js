// The programme as a list: when, what, how long, how much of it with phones out. The dots move a row, also by arrows.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {atPhone} from './advice.js';
import * as icons from './icons.js';
import {begins, clockOf} from './times.js';

const WIDEST = 56;  // px of the bar at LONGEST minutes
const LONGEST = 10;
const STEPS = {ArrowUp: -1, ArrowDown: 1};

/** Draw the list. */
export function list(context) {
  const {t, form, ui, commands, view, troubled} = context;
  const at = begins(form);
  return html`
    <div class="list-head">
      <h2 id="programme">${form.event.starts}–${form.event.ends}</h2>
      <button class="btn" type="button" data-focus="add" aria-expanded=${ui.adding} @click=${commands.offer}>${icons.plus} ${t('organise_add')}</button>
      <p aria-hidden="true">${t('organise_minutes_short')}</p><p aria-hidden="true">${t('organise_phones_short')}</p>
    </div>
    <p class="hidden-visually" id="grip-how">${t('organise_grip_how')}</p>
    <button class="about-row ${ui.chosen === 'about' && !ui.adding ? 'chosen' : ''}" type="button" aria-current=${ui.chosen === 'about' ? 'true' : nothing} @click=${() => commands.choose('about')}>
      ${t('organise_about')}${troubled('about') ? trouble(t) : nothing}</button>
    <ol aria-labelledby="programme" class="rows">
      ${form.activities.map((one, place) => row(context, one, place, clockOf(at[place]), Math.min(WIDEST, atPhone(one, view) * (WIDEST / LONGEST))))}
    </ol>
    ${form.activities.length ? nothing : html`<p class="said">${t('organise_empty')}</p>`}`;
}

function row({t, ui, commands, troubled, view}, one, place, at, wide) {
  const chosen = ui.chosen === one.uid && !ui.adding;
  return html`
    <li class="row ${chosen ? 'chosen' : ''}" data-row=${place}>
      <button class="grip" type="button" data-focus="grip-${one.uid}" aria-label=${t('organise_move', {title: one.title})} aria-describedby="grip-how"
        @keydown=${(event) => {
          if (!(event.key in STEPS)) return;
          event.preventDefault();
          commands.move(place, place + STEPS[event.key], `[data-focus="grip-${one.uid}"]`);
        }}>${icons.grip}</button>
      <button class="name" type="button" data-focus="row-${one.uid}" aria-current=${chosen ? 'true' : nothing} @click=${() => commands.choose(one.uid)}>
        <span class="figures at ${one.at === null ? 'loose' : ''}">${at}</span> <b>${one.title || t('organise_untitled')}</b>${troubled(one.uid) ? trouble(t) : nothing}</button>
      <p class="figures least">${one.minutes ?? '–'}<span class="hidden-visually"> ${t('organise_minutes_word')}</span></p>
      <p class="phones"><svg viewBox="0 0 56 10" aria-hidden="true"><rect width=${wide} height="10" rx="3"/></svg><span class="hidden-visually">${t('organise_phones_out', {n: atPhone(one, view)})}</span></p>
    </li>`;
}

const trouble = (t) => html`<span class="trouble"><span class="hidden-visually">${t('organise_trouble')}</span></span>`;

// The pile: the idea that is to be placed now, in big letters, with everything that may be done to it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {shape} from '../icons.js';
import {editForm, hideForm, openEdit, openHide, tags} from './cards.js';
import * as icons from './icons.js';
import {alike, mergeForm, merged, offer, openMerge} from './merge.js';
import {alone, later, light, place, undo} from './moves.js';
import {wayOf} from './views.js';

const LONG = 140; // characters after which an idea is set smaller
const NEXT = 3; // ideas that are shown behind the one on top

/** Draw the pile. */
export function pile(context, round, {pile: cards, shown}, themes) {
  const {t} = context;
  const [card, ...rest] = cards;
  return html`
    <div class="pile-head"><h2>${t('console_pile')}</h2><p>${t('console_pile_left', {n: cards.length, all: shown.length})}</p></div>
    ${card ? html`
      ${repeat([card], (each) => each.id, () => big(context, round, card))}
      ${forms(context, round, card) ?? html`${choices(context, card, themes)}${acts(context, card)}`}
      ${rest.length ? html`<div class="after"><h3>${t('console_after_this')}</h3><ol>${repeat(rest.slice(0, NEXT), (each) => each.id, (each) => html`
        <li><b class="figures">${each.number ?? ''}</b><span>${each.text}</span></li>`)}</ol></div>` : nothing}`
      : html`<p class="empty">${t(shown.length ? 'console_all_placed' : 'console_gather_none')}</p>`}`;
}

/** What is open at a card, or null. */
function forms(context, round, card) {
  const {ui} = context;
  if (ui.card?.id !== card.id) return null;
  const open = {hide: hideForm, edit: editForm, merge: mergeForm}[ui.card.what];
  return open ? html`<div class="big-form">${open(context, card, round)}</div>` : null;
}

function big(context, round, card) {
  const {t, rows, set} = context;
  const lit = rows.screen.spotlight === card.id;
  const together = wayOf(context, round) === 'together' && card.number !== null;
  return html`
    <article class="big-card" data-card=${card.id} data-drag data-drop="card" tabindex="-1" data-focus="big-${card.id}">
      <p class="number figures"><span class="hidden-visually">${t('console_number')} </span>${card.number ?? ''}</p>
      <div class="big-tools">
        ${together ? html`<button class="btn quiet" type="button" data-focus="light" aria-pressed=${lit} title=${t('console_light')} @click=${() => light(context, card)}>${icons.lamp}<span class="hidden-visually">${t('console_light')}</span></button>` : nothing}
        <button class="btn quiet" type="button" data-focus="edit-${card.id}" title=${t('console_edit')} @click=${() => openEdit(set, card)}>${icons.pen}<span class="hidden-visually">${t('console_edit')}</span></button>
      </div>
      <p class="big-words ${card.text.length > LONG ? 'long' : ''}" lang=${rows.event.language}>${card.text}</p>
      ${tags(context, card)}
      ${merged(context, card)}
      ${offer(context, card)}
      ${alike(context, card)}
    </article>`;
}

function choices(context, card, themes) {
  if (!themes.length) return nothing;
  return html`<div class="choices ${themes.length > 5 ? 'many' : ''}">
    ${repeat(themes, (theme) => theme.id, (theme) => html`<button class="btn" type="button" data-focus="place-${theme.id}" @click=${() => place(context, card, theme.id)}>
      ${shape(theme.look)}<span class="choice-title">${theme.title}</span></button>`)}
  </div>`;
}

function acts(context, card) {
  const {t, set, commands} = context;
  const act = (name, key, text, press) => html`<button class="btn" type="button" data-focus=${name} @click=${press}><span>${t(text)}</span>${icons.cap(key)}</button>`;
  return html`
    <div class="acts">
      ${act('alone', 'S', 'console_alone', () => alone(context, card))}
      ${act('theme', 'N', 'console_theme_new', commands.theme)}
      ${act(`merge-${card.id}`, 'M', 'console_merge', () => openMerge(set, card))}
      ${act(`hide-${card.id}`, 'H', 'console_hide', () => openHide(set, card))}
      ${act('later', '0', 'console_later', () => later(context, card))}
      ${act('take-back', 'U', 'console_undo', () => undo(context))}
    </div>`;
}

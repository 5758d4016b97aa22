// An idea as a small card in a theme: two lines, a grip to drag it by, and a menu with everything dragging can do.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {guard} from '../../../vendor/lit/directives/guard.js';
import {shape} from '../icons.js';
import {editForm, hideForm, objects, openEdit, openHide} from './cards.js';
import * as icons from './icons.js';
import {mergeForm, merged, offer, openMerge} from './merge.js';
import {alone, first, place, putBack} from './moves.js';
import {standsAlone} from './select.js';

/** Is something open at this card that changes while it is open? */
export const isOpen = ({ui}, card) => ui.card?.id === card.id || ui.offered === card.id;

/** Draw it; anew only when something about it is another. `themed`: say its theme; `take`: it may be taken up. */
export const small = (context, round, card, themes, how = {}) =>
  guard([card, isOpen(context, card) ? {} : null, how.take, how.themed && context.rows[`t:${card.theme}`]], () => draw(context, round, card, themes, how));

function draw(context, round, card, themes, {themed, take}) {
  const {t, ui, set, rows} = context;
  const open = ui.card?.id === card.id ? ui.card.what : null;
  const form = {move: menu, hide: hideForm, edit: editForm, merge: mergeForm}[open];
  const theme = themed ? rows[`t:${card.theme}`] : null;
  const number = card.number ?? '';
  return html`
    <li class="small-card ${open ? 'open' : ''}" data-card=${card.id} data-drag data-drop="card" tabindex="-1" data-focus="row-${card.id}">
      <b class="figures">${number}</b><p>${theme ? html`${shape(theme.look)} <span class="hidden-visually">${theme.title}: </span>` : nothing}${card.text}</p>
      <button class="btn quiet grip" type="button" data-focus="move-${card.id}" aria-expanded=${open === 'move'} title=${t('console_move', {number})}
        @click=${() => set({card: open === 'move' ? null : {id: card.id, what: 'move'}}, open === 'move' ? null : `#menu-${card.id} button`)}>${icons.grip}<span class="hidden-visually">${t('console_move', {number})}</span></button>
      ${take ? html`<button class="btn take" type="button" data-focus="take-${card.id}" @click=${() => first(context, card)}>${t('console_take_up')}<span class="hidden-visually"> ${number}</span></button>` : nothing}
      ${objects(context, card)}
      ${form?.(context, card, round, themes) ?? nothing}
      ${offer(context, card)}
      ${merged(context, card)}
    </li>`;
}

function menu(context, card, round, themes) {
  const {t, set} = context;
  const grip = `[data-focus="move-${card.id}"]`;
  const to = (act) => async () => {
    const answer = await act();
    if (answer.ok) set({card: null}, grip);
  };
  const arrows = (event) => {
    const by = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    const all = [...event.currentTarget.querySelectorAll('button')];
    all[(all.indexOf(document.activeElement) + by + all.length) % all.length].focus();
  };
  const item = (name, label, press) => html`<button class="btn" type="button" data-focus="${name}-of-${card.id}" @click=${press}>${label}</button>`;
  return html`
    <div class="card-menu" id="menu-${card.id}" role="group" aria-label=${t('console_move', {number: card.number ?? ''})} @keydown=${arrows}>
      ${themes.map((theme, index) => (theme.id === card.theme ? nothing
        : item(theme.id, html`${shape(theme.look)}<span class="choice-title">${theme.title}</span>${index < 9 ? icons.cap(index + 1) : nothing}`, to(() => place(context, card, theme.id)))))}
      ${standsAlone(card) ? nothing : item('alone', t('console_alone'), to(() => alone(context, card)))}
      ${card.theme || standsAlone(card) ? item('back', t('console_to_pile'), to(() => putBack(context, card))) : nothing}
      ${item('merge', html`<span>${t('console_merge')}</span>${icons.cap('M')}`, () => openMerge(set, card))}
      ${item('edit', html`<span>${t('console_edit')}</span>${icons.cap('R')}`, () => openEdit(set, card))}
      ${item('hide', html`<span>${t('console_hide')}</span>${icons.cap('H')}`, () => openHide(set, card))}
    </div>`;
}

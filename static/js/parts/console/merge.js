// Ideas that say the same: what is suggested, the field that finds the other one, and the texts on one card.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {live} from '../../../vendor/lit/directives/live.js';
import * as icons from './icons.js';
import {merge, split} from './moves.js';
import {find, laid} from './select.js';

const SUGGESTED = 2;
const FOUND = 4;

/** Open the field at a card. */
export const openMerge = (set, card) => set({card: {id: card.id, what: 'merge', wanted: '', at: 0}}, `#merge-${card.id}`);

const others = (context, card) => context.alike.of(card.id)
  .map(({id, words}) => ({card: context.rows[`c:${id}`], words}))
  .filter((other) => other.card?.standing === 'shown' && other.card.id !== card.id);

/** "Ligner nr. 7 og 31 (fælles: kaffe, have)", with a button for each. Nothing is ever merged by itself. */
export function alike(context, card) {
  const {t} = context;
  const near = others(context, card).slice(0, SUGGESTED);
  if (!near.length) return nothing;
  const numbers = near.map((other) => other.card.number ?? '-');
  const words = [...new Set(near.flatMap((other) => other.words))].slice(0, SUGGESTED * 2);
  return html`
    <div class="alike">
      <p>${t(numbers.length > 1 ? 'console_alike_two' : 'console_alike', {number: numbers[0], other: numbers[1] ?? ''})}
        ${words.length ? html`<span class="small">(${t('console_alike_words', {words: words.join(', ')})})</span>` : nothing}</p>
      ${near.map((other) => html`<button class="btn" type="button" data-focus="alike-${other.card.id}" @click=${() => merge(context, card, other.card)}>
        <b class="figures">${other.card.number ?? ''}</b><span class="alike-text">${other.card.text}</span><span class="alike-do">${t('console_merge')}</span></button>`)}
    </div>`;
}

/** The field: a number or a word, the ideas that it finds, and Enter. */
export function mergeForm(context, card, round) {
  const {t, ui, set} = context;
  const {wanted} = ui.card;
  const look = () => (ui.card.wanted.trim() ? find(laid(context.look().rows, round.id).shown, ui.card.wanted)
    : others(context, card).map((other) => other.card)).filter((other) => other.id !== card.id).slice(0, FOUND);
  const found = look();
  const at = Math.min(ui.card.at, Math.max(0, found.length - 1));
  const done = async (into) => {
    const answer = await merge(context, card, into);
    if (answer.ok) set({card: null}, `[data-focus="row-${into.id}"], #main`);
  };
  const submit = (event) => {
    event.preventDefault();
    const [now] = look().slice(ui.card.at); // fast fingers press Enter before what they typed is drawn
    if (now) done(now);
  };
  const move = (event) => {
    const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!by || !found.length) return;
    event.preventDefault();
    ui.card.at = (at + by + found.length) % found.length;
    set({});
  };
  const type = ({target}) => {
    Object.assign(ui.card, {wanted: target.value, at: 0});
    set({});
  };
  return html`
    <form class="merge" @submit=${submit}>
      <label for="merge-${card.id}">${t('console_merge_with')}</label>
      <input class="field" id="merge-${card.id}" data-focus="merge-field-${card.id}" autocomplete="off" enterkeyhint="done" placeholder=${t('console_merge_how')}
        aria-describedby="merge-found-${card.id}" .value=${live(wanted)} @input=${type} @keydown=${move}>
      <ul id="merge-found-${card.id}">${found.map((other, index) => html`<li>
        <button class="btn ${index === at ? 'at' : ''}" type="button" data-focus="merge-${card.id}-${other.id}" @click=${() => done(other)}>
          <b class="figures">${other.number ?? ''}</b><span class="alike-text">${other.text}</span>${index === at ? icons.cap('Enter') : nothing}</button></li>`)}
        ${!found.length && wanted.trim() ? html`<li class="small">${t('console_merge_none')}</li>` : nothing}</ul>
      <button class="btn quiet" type="button" @click=${() => set({card: null}, `[data-focus="merge-${card.id}"]`)}>${t('console_cancel')}</button>
    </form>`;
}

/** The other texts on this card, folded. Each may be a card of its own again. */
export function merged(context, card) {
  const {t} = context;
  if (!card.merged?.length) return nothing;
  return html`
    <details class="merged"><summary data-focus="merged-${card.id}">${t('console_same_card', {n: card.merged.length + 1})}</summary>
      <ul>${card.merged.map((other) => html`<li><b class="figures">${other.number ?? ''}</b><span>${other.text}</span>
        <button class="btn quiet" type="button" data-focus="split-${other.id}" @click=${() => split(context, other)}>${t('console_split')}<span class="hidden-visually"> ${other.number ?? ''}</span></button></li>`)}</ul>
    </details>`;
}

/** One idea was dropped on another: merge, or only lie beside it? */
export function offer(context, card) {
  const {t, ui, set, rows} = context;
  const held = rows[`c:${ui.offer}`];
  if (!held || ui.offered !== card.id) return nothing;
  const theme = rows[`t:${card.theme}`];
  const close = () => set({offer: null, offered: null}, `[data-focus="move-${held.id}"]`);
  const yes = async () => {
    const answer = await merge(context, held, card);
    if (answer.ok) set({offer: null, offered: null}, `[data-focus="row-${card.id}"]`);
  };
  const beside = () => {
    context.commands.drop(held.id, {theme: card.theme});
    close();
  };
  return html`
    <div class="offer" role="group" aria-label=${t('console_merge')}>
      <p>${t('console_merge_offer', {number: held.number ?? '', into: card.number ?? ''})}</p>
      <button class="btn strong" type="button" id="offer-yes" data-focus="offer-yes" @click=${yes}>${t('console_merge')}</button>
      ${theme && held.theme !== card.theme ? html`<button class="btn" type="button" data-focus="offer-theme" @click=${beside}>${t('console_merge_not', {title: theme.title})}</button>` : nothing}
      <button class="btn quiet" type="button" data-focus="offer-no" @click=${close}>${t('console_cancel')}</button>
    </div>`;
}

// Ideas on cards: one alone, a few large, many in pages of six that turn by themselves. All on a page are equally large.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {lookClass, shape} from '../icons.js';

const SIX = 6;
const LIMIT = 120; // what the phone tells its writer that the board shows
const MANY = 60;
const DOTS = 12; // more pages than this are told in words

/** An activity's cards in the order of their numbers. */
export const cardsOf = (rows, activity) => every(rows).filter((card) => card.activity === activity);

/** All cards that were told, in the order of their numbers. */
export const every = (rows) => Object.keys(rows).filter((id) => id.startsWith('c:'))
  .map((id) => rows[id]).sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || (a.id < b.id ? -1 : 1));

/** The numbers people say for a card: its own, and those that were merged into it. */
export const numbers = ({number, also}) => [number, ...(also ?? [])].filter((n) => n != null).join(', ');

const SPARE = 12; // characters over that are not worth three dots

/** What the board shows of a text: all of it, or its beginning up to a whole word. */
export function beginning(text, limit = LIMIT) {
  const points = [...text];
  if (points.length <= limit + SPARE) return text;
  const cut = points.slice(0, limit - 1).join('');
  const word = cut.lastIndexOf(' ');
  return `${(word > limit / 2 ? cut.slice(0, word) : cut).replace(/[\s.,;:–-]+$/, '')}…`;
}

/** How many pages the cards take. */
export const pagesOf = (cards) => Math.max(1, Math.ceil(cards.length / SIX));

/** Draw a page of them. `page` is which; `turned`: by hand, and phones need not have them. */
export function pages({rows, t, ui}, cards, page, limit, {turned = false} = {}) {
  const count = pagesOf(cards);
  const seen = cards.slice(page * SIX, page * SIX + SIX);
  const few = cards.length <= SIX;
  const sizes = few ? '52 48 44 40 36 32 28 24' : '44 40 36 32 28 24';
  if (cards.length === 1) return html`<div class="room">${one(rows, t, cards[0])}</div>`;
  return html`
    <ul class="cards rows-${few ? Math.ceil(cards.length / 2) : 3}" data-fit=${sizes}>${seen.map((card) => html`
      <li class="card" data-inside><b class="number"><span class="hidden-visually">${t('board_number')} </span>${numbers(card)}</b>
        <p class="card-text">${beginning(card.text, limit)}${after(t, card)}</p>${themeOf(rows, card)}</li>`)}</ul>
    ${count > 1 ? turning({t, ui, phones: rows.screen.phones}, turned ? [] : cards, page, count) : nothing}`;
}

/** It came when the vote was over. */
const after = (t, {after_vote: late}) => (late ? html` <small class="after-vote">${t('common_after_vote')}</small>` : nothing);

function themeOf(rows, card) {
  const theme = rows[`t:${card.theme}`];
  return theme ? html`<span class="card-theme"><span class="hidden-visually">${theme.title}</span>${shape(theme.look)}</span>` : nothing;
}

/** Which page is up, of how many. */
export function turning({t, ui, phones}, cards, page, count) {
  const words = t('board_page_of', {page: page + 1, pages: count});
  return html`<div class="turning">
    ${cards.length >= MANY && phones ? html`<p>${t('board_on_phone')}</p>` : nothing}
    ${count > DOTS ? html`<p><b>${words}</b></p>` : html`<p class="pages"><span class="hidden-visually">${words}</span>${Array.from({length: count}, (_, n) => html`<span class="page ${n === page ? 'on' : ''}" aria-hidden="true"></span>`)}</p>`}
    ${ui.still ? html`<p>${t('board_paused')}</p>` : nothing}
  </div>`;
}

/** One card, alone and whole. */
export function one(rows, t, card) {
  const theme = rows[`t:${card.theme}`];
  return html`<div class="one" data-fit="74 66 60 54 48 44 40 36 32 28">
    <b class="number"><span class="hidden-visually">${t('board_number')} </span>${numbers(card)}</b>
    <div class="one-words" data-inside><p>${card.text}</p>
      ${card.after_vote ? html`<p class="one-theme">${t('common_after_vote')}</p>` : nothing}
      ${theme ? html`<p class="one-theme"><span class="${lookClass(theme.look)}" aria-hidden="true"></span>${theme.title}</p>` : nothing}</div>
  </div>`;
}

/** How many there are, and from how many people when they are too many to read aloud. */
export const howMany = ({rows, t}, cards) => (cards.length >= MANY && rows.screen.phones && rows.progress?.written
  ? html`<b>${cards.length}</b> ${t('board_ideas_from', {people: rows.progress.written})}`
  : html`<b>${cards.length}</b> ${t('board_ideas', {n: cards.length})}`);

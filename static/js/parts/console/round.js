// Working with a round's ideas: as a list while they come in and are looked through, in themes while gathering.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {canSpotlight, spotlight} from './board.js';
import {cardList} from './cards.js';
import {flagOf} from './flags.js';
import {gather} from './gather.js';
import * as icons from './icons.js';
import {paper} from './paper.js';
import {byNumber, cardsOf, lateCards} from './select.js';
import {inThemes, views} from './views.js';

/** Draw what there is to do with a round's ideas. */
export function work(context, round) {
  if (!round) return nothing;
  const {rows, activity} = context;
  const cards = cardsOf(rows, round.id).filter((card) => !(card.late && card.standing === 'waiting'));
  const themes = inThemes(context, round);
  const field = activity?.id === round.id || activity?.kind === 'break' ? paper(context, round) : nothing;
  const list = round.stage === 'open' && round.step in LISTS ? LISTS[round.step] : read;
  return html`
    ${late(context)}
    ${themes ? gather(context, round, field) : html`${list(context, round, cards)}${field}`}`;
}

const LISTS = {silent: incoming, review: look};

const empty = ({t}) => html`<p class="empty">${t('console_no_ideas')}</p>`;

function incoming(context, round, cards) {
  const {t} = context;
  return html`
    <div class="list-head"><h2 id="ideas-head">${t('console_coming_in')}</h2><p>${t('console_only_you')}</p>
      <p class="help">${icons.cap('J')}${icons.cap('K')} <span aria-hidden="true">${t('console_down_up')}</span> ${icons.cap('H')} <span aria-hidden="true">${t('console_hide').toLowerCase()}</span></p></div>
    ${cards.length ? cardList(context, cards, {name: 'ideas-head', can: {flags: true}}) : empty(context)}`;
}

function look(context, round, cards) {
  const {t} = context;
  const oldestFirst = [...cards].reverse();
  const flagged = oldestFirst.filter((card) => flagOf(card));
  const others = oldestFirst.filter((card) => !flagOf(card));
  return html`
    ${flagged.length ? html`
      <div class="list-head"><h2 id="flagged-head">${t('console_look_at', {n: flagged.length})}</h2>
        <p class="help">${icons.cap('J')}${icons.cap('K')} <span aria-hidden="true">${t('console_down_up')}</span> ${icons.cap('H')} <span aria-hidden="true">${t('console_hide').toLowerCase()}</span> ${icons.cap('R')} <span aria-hidden="true">${t('console_edit').toLowerCase()}</span></p></div>
      ${cardList(context, flagged, {name: 'flagged-head', can: {flags: true, edit: true}, look: 'short'})}` : nothing}
    <div class="list-head"><h2 id="ideas-head">${t(flagged.length ? 'console_the_others' : 'console_all_ideas', {n: others.length})}</h2><p>${t('console_only_you')}</p></div>
    ${others.length ? cardList(context, others, {name: 'ideas-head', can: {edit: true, small: true}, look: 'dense'}) : empty(context)}`;
}

function read(context, round, cards) {
  const {t, rows} = context;
  return html`
    <div class="list-head centred"><h2 id="ideas-head">${t('console_ideas_of', {n: cards.length})}</h2>
      ${canSpotlight(rows, round) ? spotlight(context) : nothing}${views(context, round)}</div>
    ${cards.length ? cardList(context, byNumber(cards), {name: 'ideas-head', can: {light: true, edit: true, small: true}}) : empty(context)}`;
}

/** Texts that came after their round was closed: nothing is lost, the facilitator decides. */
export function late(context) {
  const {rows, t, act, ui, set} = context;
  const cards = lateCards(rows);
  if (!cards.length) return nothing;
  const all = async () => { for (const card of cards) await act({do: 'show', target: card.id}); };
  return html`
    <section class="late" id="late" tabindex="-1">
      <div class="list-head"><h2 id="late-head">${t('console_late', {n: cards.length})}</h2>
        <button class="btn quiet" type="button" data-focus="late-see" aria-expanded=${ui.showLate} @click=${() => set({showLate: !ui.showLate})}>${t(ui.showLate ? 'console_close' : 'console_late_see')}</button>
        <button class="btn" type="button" data-focus="late-all" @click=${all}>${t(cards.length > 1 ? 'console_take_all' : 'console_take_in')}</button></div>
      ${ui.showLate ? cardList(context, cards, {name: 'late-head', can: {flags: true}}) : nothing}
    </section>`;
}

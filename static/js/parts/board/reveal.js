// What the room points to: ideas, five at a time, with shared places; never sums of themes.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {byHand, byHandAtLeast} from '../hands.js';
import {lookClass, shape} from '../icons.js';
import {beginning, numbers} from './cards.js';
import {big, frame, prompt, question} from './frame.js';

const FIVE = 5;
const MARK = 41;    // u, at most
const WIDE = 1300;  // u that a row of marks may take
const NARROW = 860; // where it is said beside them how many were hands
const PLAIN = 14;   // u: marks smaller than this are one bar
const SHORT = 45;   // characters of a question that fit beside the turnout

/** Ranks that got a vote, of ideas that may be seen. */
const votedFor = (rows, result) => result.ranks.filter(({id, votes}) => votes > 0 && rows[`c:${id}`]);

/** How many pages the result has. */
export const pagesOf = (rows, result) => Math.max(1, Math.ceil(votedFor(rows, result).length / FIVE));

/** The first beat: how many voted, and with how much. */
export function turnout(context) {
  const {rows, activity, t} = context;
  const {voted, people, k} = rows[`r:${activity.id}`];
  const counted = rows.progress?.show_people;
  return frame(context, {aside: asked(activity), look: 'first-beat', main: html`
    <h1 class="big" data-fit="170/2 150/2 124/3 96/3 74/4"><span>${voted} ${counted ? t('board_voted_of', {people}) : t('board_voted', {n: voted})}.</span>
      <span>${t('board_votes_each', {n: k})}.</span></h1>`});
}

const asked = (activity) => ([...prompt(activity)].length <= SHORT ? prompt(activity) : '');

export function reveal(context) {
  const {rows, activity, t} = context;
  const result = rows[`r:${activity.id}`];
  const got = votedFor(rows, result);
  const page = rows.screen.page % pagesOf(rows, result);
  const shown = got.slice(page * FIVE, page * FIVE + FIVE);
  const size = Math.min(MARK, (result.hands ? NARROW : WIDE) / Math.max(1, ...got.map(({votes}) => votes)));
  const [first, last] = [page * FIVE + 1, page * FIVE + shown.length];
  const counted = rows.progress?.show_people;
  return frame(context, {
    aside: result.hands ? '' : asked(activity), look: 'reveal', key: `reveal ${page}`,
    end: html`<b>${counted ? html`${result.voted} ` : result.voted}</b> ${counted ? t('board_voted_of', {people: result.people}) : t('board_voted', {n: result.voted})}${result.hands ? `: ${byHandAtLeast(t, result)}` : ` · ${t('board_votes_each', {n: result.k})}`}`,
    time: got.length > FIVE ? t(first === last ? 'board_place' : 'board_places', {first, last}) : undefined,
    main: html`${question(t('board_points_to'), '60/1 48/1 40')}
      ${got.length ? html`<ol class="ranks" start=${first} data-fit="44 40 36 32 28 24">${shown.map((rank) => row(context, rank, size))}</ol>`
    : html`<div class="low">${big(t('board_nobody_voted'))}</div>`}`,
  });
}

function row({rows, t}, {id, rank, shared, votes, hands}, size) {
  const card = rows[`c:${id}`];
  const theme = rows[`t:${card?.theme}`];
  const look = theme ? lookClass(theme.look).replace('shape ', '') : 'no-theme';
  return html`<li class="rank" data-inside>
    <p class="rank-place">${shared ? html`<small>${t('board_shared')}</small> ` : nothing}${rank}.</p>
    ${theme ? html`<span class="rank-theme"><span class="hidden-visually">${theme.title}: </span>${shape(theme.look)}</span>` : html`<span class="rank-theme"><span class="shape no-theme" aria-hidden="true"></span></span>`}
    <div class="rank-words"><p class="rank-text"><b class="number"><span class="hidden-visually">${t('board_number')} </span>${card ? numbers(card) : ''}</b> ${card ? beginning(card.text) : ''}</p>
      <div class="rank-marks"><div class="strip ${look} ${size < PLAIN ? 'plain' : ''}" aria-hidden="true" .style=${`--count:${votes};--size:calc(${size} * var(--u))`}></div>${hands ? html`<p class="rank-hands">${byHand(t, votes, hands)}</p>` : nothing}</div></div>
    <p class="rank-votes"><b>${votes}</b><span class="hidden-visually"> ${t('board_votes', {n: votes})}</span></p>
  </li>`;
}

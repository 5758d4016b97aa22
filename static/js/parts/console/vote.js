// Vote, for the facilitator: how many have voted, and the hands she counts; the figures when the round is closed.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {byHand, byHandAtLeast} from '../hands.js';
import {lookClass, shape} from '../icons.js';
import {spotlight} from './board.js';
import {cardList} from './cards.js';
import {figure, steps} from './figure.js';
import * as hands from './hands.js';
import * as icons from './icons.js';
import {question} from './insert.js';
import {byNumber} from './select.js';
import {late} from './round.js';

export const PAGE = 5; // rows on the board at a time

const candidates = ({rows, activity}) => activity.candidates.map((id) => rows[`c:${id}`]).filter(Boolean);

/** Draw the moment. */
export function draw(context) {
  const {rows, activity, t} = context;
  const result = rows[`r:${activity.id}`];
  const {voted, people, hands: raised} = rows.progress;
  if (hands.isOpen(context)) {
    return html`
      ${steps(context, activity)}
      ${question(context, activity, 'second')}
      <p class="aside">${rows.screen.phones ? `${voted} ${t('console_of_voted', {people})}. ` : ''}${t('console_votes_each', {n: activity.k ?? 0, ideas: activity.candidates.length})}.</p>`;
  }
  if (activity.stage === 'open' || !result) {
    return html`
      ${steps(context, activity)}
      ${question(context, activity)}
      ${figure(...(rows.screen.phones ? [voted, t('console_of_voted', {people})] : [raised, t('console_hands_figure')]), t('console_votes_each', {n: activity.k ?? 0, ideas: activity.candidates.length}), people)}
      <p class="aside">${t(rows.screen.phones ? 'console_figures_later' : 'console_hands_only')}</p>`;
  }
  return html`
    ${steps(context, activity)}
    <h1 class="second">${t(activity.stage === 'shown' ? 'console_result' : 'console_result_private')}</h1>
    <p class="aside">${t('console_turnout_of', {n: result.voted, people: result.people})}, ${t('console_votes_each_short', {n: result.k})}.
      ${result.hands ? html`${byHandAtLeast(t, result)}.` : nothing}
      ${activity.stage === 'shown' ? nothing : t('console_only_you_result')}</p>`;
}

/** While it is open: the list, for hiding what must not stand. Afterwards: the result. */
export function work(context) {
  const {rows, activity, t} = context;
  const result = rows[`r:${activity.id}`];
  const cards = byNumber(candidates(context));
  if (hands.isOpen(context)) return html`${late(context)}${hands.draw(context, cards)}`;
  if (result && activity.stage !== 'open') return table(context, result);
  return html`
    ${late(context)}
    <div class="list-head centred"><h2 id="ideas-head">${t('console_ideas_of', {n: cards.length})}</h2><p>${t('console_vote_list')}</p>${cards.length ? hands.opener(context) : nothing}</div>
    ${cards.length ? cardList(context, cards, {name: 'ideas-head', can: {small: true}, look: 'dense'}) : html`<p class="empty">${t('console_no_ideas')}</p>`}`;
}

function table(context, result) {
  const {rows, activity, t, act} = context;
  const voted = result.ranks.filter((rank) => rank.votes);
  const none = result.ranks.length - voted.length;
  const most = Math.max(1, ...voted.map((rank) => rank.votes));
  const onBoard = activity.stage === 'shown' ? rows.screen.page : null;
  const pages = Math.max(1, Math.ceil(voted.length / PAGE));
  return html`
    ${late(context)}
    <div class="result-scroll" tabindex="0" role="region" aria-label=${t('console_result')}>
    <table class="result">
      <thead><tr><th scope="col">${t('console_rank')}</th><th scope="col">${t('console_number')}</th><th scope="col">${t('console_idea')}</th>
        <th scope="col" class="marks" aria-hidden="true"></th><th scope="col" class="votes">${t('console_votes')}</th></tr></thead>
      <tbody>${repeat(voted, (rank) => rank.id, (rank, i) => resultRow(context, rank, {most, lit: onBoard !== null && Math.floor(i / PAGE) === onBoard % pages}))}</tbody>
    </table>
    ${none ? html`<p class="small no-votes">${t('console_no_votes', {n: none})}</p>` : nothing}
    </div>
    <div class="under">
      ${activity.stage === 'shown' && voted.length > PAGE ? html`<button class="btn" type="button" data-focus="page" @click=${() => act({do: 'screen', page: (rows.screen.page + 1) % pages})}>
        ${t(rows.screen.page + 1 < pages ? 'console_next_five' : 'console_first_five')} ${icons.cap('V')}</button>` : nothing}
      ${hands.opener(context)}
      ${activity.stage === 'shown' ? spotlight(context) : nothing}
    </div>`;
}

function resultRow({rows, t}, {id, rank, shared, votes, hands: raised}, {most, lit}) {
  const card = rows[`c:${id}`];
  const theme = rows[`t:${card?.theme}`];
  const size = Math.min(12, Math.floor(200 / most));
  return html`
    <tr class=${lit ? 'lit' : ''}>
      <td class="rank figures">${shared ? t('console_shared_rank', {rank}) : `${rank}.`}</td>
      <td class="number figures">${[card?.number, ...(card?.also ?? [])].filter((n) => n != null).join(', ')}</td>
      <th scope="row"><span class="words">${theme ? html`${shape(theme.look)}<span class="hidden-visually">${theme.title}: </span>` : nothing}<span>${card?.text ?? ''}${raised ? html`<small class="by-hand">${byHand(t, votes, raised)}</small>` : nothing}</span></span></th>
      <td class="marks" aria-hidden="true"><div class="strip ${lookClass(theme?.look ?? 0).replace('shape', '')}" .style=${`--count:${votes};--size:${size}px`}></div></td>
      <td class="votes figures">${votes}</td>
    </tr>`;
}

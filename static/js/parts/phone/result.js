// What the room pointed to: ideas by votes, ties shared, one's own votes ticked, turnout beside.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {byHand, byHandAtLeast} from '../hands.js';
import {shape} from '../icons.js';
import {tick} from './drawings.js';
import {head} from './frame.js';
import {ownMarks} from './said.js';

const FIRST = 5;

export function result(context) {
  const {activity, rows, t, ui} = context;
  const {voted, people} = rows[`r:${activity.id}`];
  return html`
    ${head(context, {prompt: t('phone_result'), plan: false, more: activity.prompt, aside: t('phone_turnout', {n: voted, of: people})})}
    <div class="task">${ranks(context, activity.id, ui.allRanks === activity.id)}</div>`;
}

/** The list itself; the first five and who shares the fifth place, or all that got a vote. */
export function ranks(context, activity, everything) {
  const {rows, t, state, set} = context;
  const {ranks: list, voted, hands} = rows[`r:${activity}`];
  const marks = ownMarks(state, activity);
  const got = list.filter(({votes}) => votes > 0);
  const shown = everything ? got : got.filter(({rank}) => rank <= FIRST).slice(0, FIRST * 2);
  const none = list.length - got.length;
  return html`
    ${got.length ? html`<ol class="ranks">${shown.map((row) => rank(context, row, {voted, own: Number(marks[row.id] ?? 0)}))}</ol>`
    : html`<p>${t('phone_nobody_voted')}</p>`}
    ${hands ? html`<p class="quiet">${t('phone_voted_by', {how: byHandAtLeast(t, {voted, hands})})}</p>` : nothing}
    ${shown.length < got.length ? html`<p><button class="text-button" type="button" @click=${() => set({allRanks: activity})}>${t('phone_show_all', {n: got.length})}</button></p>` : nothing}
    ${everything && none ? html`<p class="quiet">${t('phone_no_votes_this_time', {n: none})}</p>` : nothing}`;
}

function rank({rows, t, event}, {id, rank: place, shared, votes, hands}, {voted, own}) {
  const card = rows[`c:${id}`];
  const theme = card?.theme && rows[`t:${card.theme}`];
  return html`<li>
    <p class="rank">${shared ? html`<small>${t('phone_shared')}</small> ` : nothing}${place}.</p>
    <div>
      <p class="rank-text" lang=${event.language}>
        ${theme ? html`<span class="hidden-visually">${theme.title}:</span>${shape(theme.look)} ` : nothing}${card?.text}</p>
      <p class="rank-foot"><span><b>${t('phone_votes_of', {n: votes, of: voted})}</b>${card?.number ? ` · ${t('phone_number', {n: card.number})}` : ''}${hands ? html`<span class="by-hand">${byHand(t, votes, hands)}</span>` : nothing}</span>
        ${own ? html`<span class="yours">${tick()} ${t(own > 1 ? 'phone_your_votes' : 'phone_your_vote', {n: own})}</span>` : nothing}</p>
    </div>
  </li>`;
}

// Vote: while it runs, how many have voted and nothing else; then what the room points to.
import {html} from '../../../vendor/lit/lit-html.js';
import {bar} from './drawings.js';
import {big, frame, prompt, question} from './frame.js';
import {reveal, turnout as whoVoted} from './reveal.js';

export function draw(context) {
  const {activity, rows, t, now} = context;
  if (activity.stage === 'shown' && rows[`r:${activity.id}`]) return (context.beat === 'turnout' ? whoVoted : reveal)(context);
  if (!rows.screen.phones) return raised(context);
  if (activity.stage === 'open') {
    return frame(context, {aside: each(context), look: 'voting', main: html`
      ${question(prompt(activity))}${turnout(context)}<p class="note">${t('board_figures_later')}</p>`});
  }
  const waiting = activity.accepts_until > now;
  return frame(context, {aside: each(context), look: 'voting', main: html`
    ${question(prompt(activity))}${turnout(context)}${big(t(waiting ? 'board_waiting' : 'board_round_over'))}`});
}

/** Without phones people raise a hand for the ideas that are read aloud. */
const raised = (context) => frame(context, {look: 'voting raised', main: html`
  ${question(prompt(context.activity))}
  ${big(context.activity.stage === 'open' ? context.t('board_raise_hands', {n: context.activity.k}) : context.t('board_round_over'))}`});

const each = ({activity, t}) => (activity.k ? t('board_votes_each', {n: activity.k}) : '');

/** Out of how many only where somebody has counted the room. */
function turnout({rows: {progress}, t}) {
  const {voted, people, show_people: counted} = progress;
  return html`<div class="turnout">
    <p class="turnout-line"><b class="large-number">${voted}</b> <span>${counted ? t('board_voted_of', {people}) : t('board_voted', {n: voted})}</span></p>
    ${counted && people ? bar(voted / people) : ''}
  </div>`;
}

// Ideas, for the facilitator: how many have written, and the round's texts.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {figure, steps} from './figure.js';
import {question} from './insert.js';
import {cardsOf} from './select.js';
import {work as roundWork} from './round.js';

/** Draw the moment. */
export function draw(context) {
  const {rows, activity, t} = context;
  const {written, people} = rows.progress;
  const cards = cardsOf(rows, activity.id);
  const paper = cards.filter((card) => card.channel === 'paper').length;
  const hidden = cards.filter((card) => card.standing === 'hidden').length;
  if (activity.stage === 'open' && activity.step === 'silent') {
    return html`
      ${steps(context, activity)}
      ${question(context, activity)}
      ${rows.screen.phones ? figure(written, t('console_of_written', {people}), [t('console_ideas', {n: cards.length}), paper ? t('console_on_paper', {n: paper}) : ''].filter(Boolean).join(', '), people) : figure(paper, t('console_paper_figure'), t('console_paper_how'))}`;
  }
  const review = activity.step === 'review' && activity.stage === 'open';
  return html`
    ${steps(context, activity)}
    ${review ? html`<h1 class="second">${t('console_review')}</h1>` : question(context, activity, 'second')}
    <p class="aside">${[t('console_ideas', {n: cards.length}), written ? t('console_from_people', {n: written}) : ''].filter(Boolean).join(' ')}${paper ? html`, ${t('console_on_paper', {n: paper})}` : nothing}. ${hidden ? t('console_hidden_count', {n: hidden}) : t('console_hidden_none')}</p>`;
}

/** The round's texts. */
export const work = (context) => roundWork(context, context.activity);

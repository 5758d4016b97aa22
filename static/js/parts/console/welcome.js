// Welcome, for the facilitator: who has come in, and what stands on the board.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {figure} from './figure.js';

/** Draw the moment. */
export function draw({rows, activity, t}) {
  const {here, joined} = rows.progress;
  return html`
    <h1>${activity.prompt || activity.title}</h1>
    ${figure(here, t('console_are_in', {n: here}), t('console_joined', {n: joined}))}
    ${rows.event.question ? html`<p class="aside">${t('console_question_of_day')} »${rows.event.question}«</p>` : nothing}`;
}

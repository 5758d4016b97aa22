// Welcome, for the facilitator: who has come in, and how the next ones do.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {waysIn} from './before.js';
import {figure} from './figure.js';

/** Draw the moment. */
export function draw(context) {
  const {rows, activity, t} = context;
  const {here, joined} = rows.progress;
  const {question} = rows.event;
  return html`
    <h1>${activity.prompt || activity.title}</h1>
    ${question ? html`<p class="aside">${t('console_question_of_day')} »${question}«</p>` : nothing}
    ${rows.screen.phones ? html`${figure(here, t('console_are_in', {n: here}), t('console_joined', {n: joined}))}
      <ul class="ready">${waysIn(context)}</ul>` : html`<p class="aside">${t('console_without_phones')}</p>`}`;
}

// Conversation, for the facilitator: the question, and that phones are put down.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {steps} from './figure.js';
import {question} from './insert.js';
import {roundOf} from './select.js';
import {work as roundWork} from './round.js';

/** Draw the moment. */
export const draw = (context) => {
  const {activity, t} = context;
  return html`
    ${steps(context, activity)}
    ${question(context, activity)}
    <p class="aside">${t(`console_form_${activity.form}`)} ${t('console_phones_are_down')}</p>`;
};

/** Ideas that the talk may be about. */
export const work = (context) => (roundOf(context.rows) ? roundWork(context, roundOf(context.rows)) : nothing);

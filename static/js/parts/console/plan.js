// What a plan file that was changed after the meeting began holds out, and the two answers to it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';

const named = ({rows}) => `${rows.plan?.changed} ${rows.plan?.problem}`;

/** The sentence, until somebody here has answered it. */
export function heldOut(context) {
  const {t, rows, ui} = context;
  const {changed = 0, problem = ''} = rows.plan ?? {};
  if (rows.event.stage !== 'open' || ui.leftPlan === named(context)) return '';
  return problem ? t('console_plan_broken') : changed ? t('console_plan_changed', {n: changed}) : '';
}

export const planAnswers = (context) => html`
  ${context.rows.plan.problem ? nothing : html`<button class="btn strong" type="button" data-focus="plan-fetch" @click=${context.fetchPlan}>${context.t('console_plan_fetch')}</button>`}
  <button class="btn" type="button" data-focus="plan-leave" @click=${() => context.set({leftPlan: named(context)})}>${context.t('console_plan_leave')}</button>`;

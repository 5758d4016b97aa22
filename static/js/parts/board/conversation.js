// Conversation: the question, how people sit together, and the phone down.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {people} from './drawings.js';
import {big, frame, prompt, question} from './frame.js';

export function draw(context) {
  const {activity, rows, t} = context;
  const winding = activity.step === 'winding' || activity.stage !== 'open';
  const missing = activity.after_vote && !winding && !prompt(activity).includes(t('board_missing'));
  const form = t(`kind_form_${activity.form}`);
  return frame(context, {aside: form === activity.title ? '' : form, look: 'talking', main: html`
    <div class="asked">${question(prompt(activity))}${missing ? html`<p class="note">${t('board_missing')}</p>` : ''}</div>
    ${people(activity.form, form)}
    <div class="low">${winding ? big(t('board_winding')) : rows.screen.phones ? html`<p class="put-down"><b>${t('board_put_down')}</b> ${t('board_put_down_line')}</p>` : nothing}</div>`});
}

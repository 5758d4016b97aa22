// Conversation: the question stays, the phone is put down.
import {html} from '../../../vendor/lit/lit-html.js';
import {people} from './drawings.js';
import {asked, head, lookUp, resting} from './frame.js';

export const pose = ({activity}) => (activity.stage === 'open' ? 'put_down' : 'look_up');

export function draw(context) {
  const {activity, t} = context;
  if (activity.stage !== 'open') return lookUp(context);
  return html`
    ${head(context, {prompt: asked(context, activity)})}
    <div class="form-of">${people(activity.form)}<p class="form-name">${t(`kind_form_${activity.form}`)}</p></div>
    ${resting(context, activity.step === 'winding' ? {big: t('phone_winding'), line: t('phone_winding_line')} : {})}`;
}

// Break: when we begin again, and with what.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {clockTime} from '../time.js';
import {cup} from './drawings.js';
import {lookUp, resting} from './frame.js';

export const pose = ({activity}) => (activity.stage === 'open' ? 'put_down' : 'look_up');

export function draw(context) {
  const {activity, event, t, state, language} = context;
  if (activity.stage !== 'open') return lookUp(context);
  const until = activity.timer?.ends ? clockTime(activity.timer.ends, event.timezone, language) : '';
  return html`
    <div class="head">
      <p class="kind"><b lang=${event.language}>${activity.title}</b></p>
      <h1 class="huge" tabindex="-1">${until && activity.timer.ends > state.clock() ? t('phone_break_until', {at: until}) : t('phone_break')}</h1>
      ${activity.after ? html`<p class="prompt-more">${t('phone_after_break', {title: activity.after})}</p>` : nothing}
    </div>
    <div class="form-of">${cup}</div>
    ${resting(context)}`;
}

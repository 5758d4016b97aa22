// Break: when we begin again, and with what.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {clockTime} from '../time.js';
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
    <div class="form-of"><svg class="drawing people" viewBox="0 0 358 250" aria-hidden="true"><path class="cup" d="M112 92h118v74a42 42 0 0 1-42 42h-34a42 42 0 0 1-42-42zM230 112h16a26 26 0 0 1 0 52h-16"/><path class="steam" d="M146 70c-10-12 10-20 0-34M172 70c-10-12 10-20 0-34M198 70c-10-12 10-20 0-34"/><path class="floor" d="M24 239.5H334"/></svg></div>
    ${resting(context)}`;
}

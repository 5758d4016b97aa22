// Welcome: one tap on a dot, and the phone is known to work.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {check} from '../icons.js';
import {gate} from './drawings.js';
import {lookUp} from './frame.js';
import {marksStanding, ownMarks} from './said.js';

export const pose = ({activity}) => (activity.stage === 'open' ? 'work' : 'look_up');

export function draw(context) {
  const {activity, event, t, state, other} = context;
  if (activity.stage !== 'open') return lookUp(context);
  const tapped = ownMarks(state, activity.id).dot === true;
  const there = tapped && marksStanding(state, activity.id) === 'received';
  const tap = () => {
    if (!tapped) context.send({do: 'mark', activity: activity.id, target: 'dot', value: true});
  };
  return html`
    <div class="head entrance">
      <div class="kind-row">
        <p class="kind"><b>${t('phone_welcome')}</b></p>
        <a class="text-button on-forest" href="?lang=${other}" lang=${other} hreflang=${other}>${t('phone_other_language')}</a>
      </div>
      <h1 class="huge" tabindex="-1">${t('phone_you_are_in')}</h1>
      <p class="lead" id="tap-text">${t(there ? 'phone_dot_lit' : tapped ? `phone_${marksStanding(state, activity.id)}` : 'phone_tap_line')}</p>
      <div class="tap-room">
        <div class="tap ${tapped ? 'tapped' : ''}">${gate}
          <button class="tap-dot" type="button" aria-pressed=${tapped} aria-label=${t('phone_tap')} aria-describedby="tap-text"
            @click=${tap}>${tapped ? check : t('phone_tap')}</button>
        </div>
      </div>
    </div>
    <div class="why">
      ${event.purpose ? html`<p lang=${event.language}>${event.purpose}</p>` : nothing}
      <p class="quiet">${t('phone_privacy')} <a href="${context.page.base}/was">${t('own_was')}</a></p>
    </div>`;
}

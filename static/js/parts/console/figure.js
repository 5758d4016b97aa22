// The one big figure of an activity, and the fence that fills as people write or vote. Only the console sees it.
import {html, svg, nothing} from '../../../vendor/lit/lit-html.js';

const MOST = 60;   // pickets that can be told apart
const FEWEST = 36; // so that a small group does not get broad pickets
const HEIGHTS = [36, 40, 33, 39, 35, 42, 34, 38, 41, 36, 32, 40, 37];

/** `n` of `all`, in words, with a small line under them. */
export const figure = (n, words, small, all = 0) => html`
  <div class="figure">
    <p class="big figures">${n}</p>
    <p class="figure-words">${words}<small>${small ?? nothing}</small></p>
    ${all ? fence(n, all) : nothing}
  </div>`;

/** A picket for each person, filled for each who has done it; larger rooms get proportions. */
function fence(n, all) {
  const count = Math.min(all, MOST);
  const filled = Math.round((Math.min(n, all) * count) / all);
  return html`<svg class="fence" viewBox="0 0 ${Math.max(count, FEWEST) * 20 - 7} 36" preserveAspectRatio="none" aria-hidden="true">
    ${Array.from({length: count}, (_, i) => svg`<rect class=${i < filled ? 'picket' : 'picket-empty'} x=${i * 20} y=${42 - HEIGHTS[i % HEIGHTS.length]} width="13" height="44" rx="6.5"></rect>`)}
  </svg>`;
}

/** The steps an activity runs through, with the one that is now. */
export function steps({t}, activity) {
  if (activity.steps.length < 2) return nothing;
  const here = activity.stage === 'open' ? activity.step ?? 'open' : activity.stage;
  const at = activity.steps.indexOf(here);
  const passed = at < 0 && activity.stage !== 'planned';
  return html`<ol class="steps" aria-label=${t('console_steps')}>${activity.steps.map((step, i) => html`
    <li class=${passed || i < at ? 'done' : ''} aria-current=${i === at ? 'step' : nothing}>${t(`console_step_${activity.kind}_${step}`)}</li>`)}</ol>`;
}

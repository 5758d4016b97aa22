// What became of the last steps: anybody tells of those they know of; then look up.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {rowsOf} from '../order.js';
import {field} from './field.js';
import {head, lookUp} from './frame.js';
import {ownContributions} from './said.js';

const OUTCOMES = ['done', 'underway', 'not_yet', 'dropped'];

const begun = ({drafts}, step) => Boolean(drafts.get(`tell-${step.id}`));
const stepsOf = ({rows, activity}) => rowsOf(rows, 'c', activity.id).sort((a, b) => a.more.place - b.more.place);

/** People tell, also as long as something half-written is to be sent. */
export const pose = (context) =>
  (context.activity.stage === 'open' || stepsOf(context).some((step) => begun(context, step)) ? 'work' : 'look_up');

export function draw(context) {
  const {activity, t} = context;
  if (pose(context) !== 'work') return lookUp(context);
  const steps = stepsOf(context).filter((step) => activity.stage === 'open' || begun(context, step));
  return html`
    ${head(context, {prompt: activity.prompt || activity.title, more: activity.earlier ? t('phone_since_from', {title: activity.earlier.title}) : ''})}
    <div class="task">
      ${steps.length ? html`<ol class="step-cards">${repeat(steps, ({id}) => id, (step) => html`<li class="card past">${told(context, step)}</li>`)}</ol>`
    : html`<p>${t('phone_since_none')}</p>`}
    </div>`;
}

function told(context, step) {
  const {rows, t, event, state, ui, set, activity} = context;
  const home = rows[`t:${step.more.home}`];
  const own = ownContributions(state, activity.id).find((one) => one.about === step.id);
  const outcome = own?.outcome;
  const open = ui.telling === step.id || begun(context, step);
  const text = `past-${step.id}`;
  return html`
    ${home || step.more.keeper ? html`<p class="quiet step-facts" lang=${event.language}>${home ? html`<b>${home.title}</b>` : nothing}${step.more.keeper ? html` ${t('phone_keeper', {name: step.more.keeper})}` : nothing}</p>` : nothing}
    <h2 class="card-text" id=${text} tabindex="-1" lang=${event.language}>${step.text}</h2>
    ${own && !open ? html`
      <p class="told"><b>${t('phone_since_own', {outcome: t(`kind_outcome_${outcome}`)})}</b>${own.text ? html` <span lang=${event.language}>${own.text}</span>` : nothing}</p>
      ${own.standing === 'hidden' ? html`<p class="reason">${t('phone_hidden')} ${own.reason ?? ''}</p>` : nothing}
      <div class="card-foot"><span class="state">${t(`phone_${own.how}`)}</span><span class="card-actions">
        <button class="text-button" type="button" aria-describedby=${text} @click=${() => set({telling: step.id, outcome})}>${t('phone_since_again')}</button>
        <button class="text-button" type="button" aria-describedby=${text} @click=${() => context.send({do: 'take_back', target: own.id})}>${t('phone_take_back')}</button></span></div>`
    : html`<div class="chips outcomes" role="group" aria-labelledby=${text}>${OUTCOMES.map((each) => html`
        <button class="chip-button" type="button" aria-pressed=${open && ui.outcome === each}
          @click=${() => set({telling: step.id, outcome: each})}>${t(`kind_outcome_${each}`)}</button>`)}</div>
      ${open ? words(context, step) : nothing}`}`;
}

function words(context, step) {
  const {activity, t, ui, send, set, say} = context;
  const ready = () => {
    if (ui.outcome) return true;
    say(t('phone_since_choose'));
    return false;
  };
  return field(context, {
    draft: `tell-${step.id}`, label: t('phone_since_words'), button: t('phone_since_send'), limit: activity.limit, wordless: true, ready,
    onSend: (text) => {
      send({do: 'contribute', activity: activity.id, text, about: step.id, outcome: ui.outcome});
      set({telling: null, outcome: null});
    },
    onCancel: () => { context.drafts.set(`tell-${step.id}`, ''); set({telling: null, outcome: null}); },
  });
}

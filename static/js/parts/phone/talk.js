// Talk: listen, and write a question when it comes; buzz in pairs; then say which of the others' one wants answered.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {ordered, rowsOf} from '../order.js';
import {people, tick} from './drawings.js';
import {field} from './field.js';
import {head, lookUp, resting} from './frame.js';
import {ownSection} from './own.js';
import {ownMarks} from './said.js';

const halfWritten = ({activity, drafts, ui}) => Boolean(drafts.get(activity.id)) || ui.late === activity.id;

/** People listen, and write as long as something half-written is to be sent. */
export function pose(context) {
  const {activity} = context;
  if (halfWritten(context)) return 'work';
  if (activity.stage !== 'open') return 'look_up';
  return activity.step === 'buzz' ? 'put_down' : 'work';
}

export function draw(context) {
  const {activity, t} = context;
  const open = activity.stage === 'open';
  if (!halfWritten(context)) {
    if (!open) return lookUp(context);
    if (activity.step === 'buzz') return buzz(context);
  }
  const asking = open && activity.step === 'questions';
  return html`
    ${asking ? head(context, {kind: activity.title, plan: false, prompt: activity.speaker ? t('phone_questions', {speaker: activity.speaker}) : t('phone_questions_all')})
    : head(context, {kind: activity.speaker || activity.title, plan: false, prompt: t(open ? 'phone_listen' : 'phone_not_done'), aside: open ? undefined : t('phone_round_over')})}
    <div class="task">
      ${writing(context, {asking, open})}
      ${asking ? questions(context) : nothing}
      ${ownSection(context, activity.id, {heading: t('phone_questions_own'), note: asking ? '' : t('phone_only_yours')})}
    </div>`;
}

const buzz = (context) => html`
  ${head(context, {plan: false, prompt: context.t('phone_buzz')})}
  <div class="form-of">${people('two')}<p class="form-name">${context.t('kind_form_two')}</p></div>
  ${resting(context, {line: context.t('phone_buzz_line')})}`;

function writing(context, {asking, open}) {
  const {activity, t, state, send, set} = context;
  const some = state.mine.contributions.concat(state.outbox.map(({command}) => command)).some((one) => one.activity === activity.id);
  return field(context, {
    draft: activity.id,
    label: t(!open ? 'phone_not_done' : some ? 'phone_question_more' : asking ? 'phone_question_pair' : 'phone_question'),
    hint: t(!open ? 'phone_send_as_it_is' : 'phone_question_hint'),
    button: t(open ? 'phone_question_send' : 'phone_send_anyway'),
    under: t('phone_no_name'), limit: activity.limit,
    onSend: (text) => { send({do: 'contribute', activity: activity.id, text}); set({late: null}); },
  });
}

/** The others' questions, another order for every phone: what is answered goes last. No figures. */
function questions(context) {
  const {activity, rows, t, state} = context;
  const byId = new Map(rowsOf(rows, 'c', activity.id).map((card) => [card.id, card]));
  const own = new Set(state.mine.contributions.map(({id}) => id));
  const marks = ownMarks(state, activity.id);
  const list = ordered(activity.id, state.mine.salt, [...byId.keys()].filter((id) => !own.has(id))).map((id) => byId.get(id));
  const waiting = list.filter(({more}) => !more.answer);
  return html`<section class="questions" aria-labelledby="questions">
    <h2 class="second" id="questions" tabindex="-1">${t('phone_questions_all')}</h2>
    ${list.length ? html`<p class="quiet">${t('phone_me_too_hint')}</p>` : html`<p class="quiet">${t('phone_questions_none')}</p>`}
    <ul>${repeat([...waiting, ...list.filter(({more}) => more.answer)], ({id}) => id, (card) => html`<li>${question(context, card, marks[card.id] === true)}</li>`)}</ul>
  </section>`;
}

function question(context, card, marked) {
  const {activity, t, event, send, say} = context;
  const text = html`<span class="text" lang=${event.language}>${card.text}</span>`;
  if (card.more.answer) return html`<div class="card dealt-with">${text}<p class="quiet">${t(`phone_question_${card.more.answer}`)}</p></div>`;
  const press = () => {
    send({do: 'mark', activity: activity.id, target: card.id, value: !marked});
    say(t('phone_me_too'));
  };
  return html`<button class="idea asked-for" type="button" aria-pressed=${marked} data-focus=${card.id} @click=${press}>
    ${text}<span class="me-too">${t('phone_me_too')}</span>${tick()}</button>`;
}

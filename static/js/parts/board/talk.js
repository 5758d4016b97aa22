// Talk: who speaks, while the slides are the speaker's own; then pairs buzz; then one question at a time, alone.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {mark, people} from './drawings.js';
import {frame, question} from './frame.js';

const STEPS = {slides, buzz, questions};
const ALONE = '74/4 66/5 60/5 54/6 48/7 44 40 36 32 28';

export function draw(context) {
  const {activity} = context;
  return (activity.stage === 'open' && STEPS[activity.step] || slides)(context);
}

/** A question that is answered stands in the talk's own picture. */
export const lights = ({activity, spotlit}) => spotlit?.activity === activity.id;

/** The board steps aside: a name, and nothing that moves. */
function slides(context) {
  const {activity, t} = context;
  const {speaker, role, title, preset, place, of} = activity;
  const about = speaker && title !== preset ? title : '';
  return frame(context, {
    name: preset || t('kind_talk'), aside: of > 1 && place ? t('board_talk_of', {place, of}) : '', look: 'speaking',
    main: html`
      ${mark}
      <div class="speaker" data-fit="190 160 136 116 96 80 68 56 48 40">
        <h1>${speaker || title}</h1>
        ${role ? html`<p class="role">${role}</p>` : nothing}
        ${about ? html`<p class="about">${about}</p>` : nothing}
      </div>`,
  });
}

function buzz(context) {
  const {t} = context;
  return frame(context, {look: 'talking', main: html`
    <div class="asked">${question(t('board_buzz'), '124/2 96/2 74/2 60/3 48')}</div>
    ${people('two', t('kind_form_two'))}`});
}

function questions(context) {
  const {activity, t, spotlit} = context;
  const shown = lights(context) ? spotlit : null;
  const name = activity.speaker ? t('board_questions', {speaker: activity.speaker}) : t('board_questions_all');
  return frame(context, {
    name, look: 'answering', key: `answering ${shown?.id}`, main: html`
      <div class="room" data-inside>${question(shown ? shown.text : t('board_ask'), ALONE)}</div>
      ${activity.answered ? html`<p class="note">${t('board_answered', {n: activity.answered})}</p>` : nothing}`,
  });
}

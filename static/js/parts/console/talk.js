// Talk, for the facilitator: who has the clicker, how many have asked; then the questions, and what becomes of each.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {editForm, hideForm, openEdit, openHide, tags} from './cards.js';
import {figure, steps} from './figure.js';
import * as icons from './icons.js';
import {paper} from './paper.js';
import {late} from './round.js';
import {cardsOf} from './select.js';

const text = (a, b) => (a < b ? -1 : Number(a > b));

/** A talk's questions: what nobody has answered first, and of those what most want to know. */
function questionsOf({rows}, activity) {
  const cards = cardsOf(rows, activity.id).filter((card) => !(card.late && card.standing === 'waiting'));
  const done = ({more, standing}) => Number(standing === 'hidden') * 2 + Number(Boolean(more.answer));
  return [...cards].sort((a, b) => done(a) - done(b) || b.more.others - a.more.others || text(a.at, b.at) || text(a.id, b.id));
}

/** Draw the moment. */
export function draw(context) {
  const {rows, activity, t, act, commands} = context;
  const {speaker, role, title, preset} = activity;
  const count = questionsOf(context, activity).length;
  const slides = activity.stage === 'open' && activity.step === 'slides';
  const straight = activity.stage === 'open' && activity.step !== 'questions' && activity.steps.includes('buzz');
  return html`
    ${steps(context, activity)}
    <h1 class=${slides ? '' : 'second'}>${speaker || title}</h1>
    <p class="aside">${[role, speaker && title !== preset ? `»${title}«` : ''].filter(Boolean).join(' · ')}</p>
    ${slides ? html`
      ${figure(count, t('console_questions_figure', {n: count}))}
      <p class="clicker">${icons.lock}<span>${t(rows.screen.locked ? 'console_talk_locked' : 'console_talk_unlocked')}</span>
        <button class="btn" type="button" data-focus="clicker" @click=${commands.lock}>${t(rows.screen.locked ? 'console_talk_unlock' : 'console_lock')} ${icons.cap('L')}</button></p>` : nothing}
    ${straight ? html`<p class="straight"><button class="btn" type="button" data-focus="straight"
      @click=${() => act({do: 'stage', activity: activity.id, stage: 'open', step: 'questions'})}>${t('console_talk_straight')}</button></p>` : nothing}`;
}

/** The questions. */
export function work(context) {
  const {activity, t} = context;
  const questions = questionsOf(context, activity);
  const open = questions.filter(({more, standing}) => !more.answer && standing === 'shown');
  const done = questions.filter((card) => !open.includes(card));
  const list = (cards, name) => html`<ul class="cards questions" aria-labelledby=${name}>${repeat(cards, ({id}) => id, (card) => row(context, card))}</ul>`;
  return html`
    ${late(context)}
    <div class="list-head"><h2 id="questions-head">${t('console_questions_of', {n: questions.length})}</h2><p>${t('console_questions_private')}</p>
      <p class="help">${icons.cap('J')}${icons.cap('K')} ${icons.cap('X')} <span aria-hidden="true">${t('console_question_show').toLowerCase()}</span></p></div>
    ${questions.length ? nothing : html`<p class="empty">${t('console_questions_none')}</p>`}
    ${open.length ? list(open, 'questions-head') : nothing}
    ${done.length ? html`<div class="list-head"><h2 id="done-head">${t('console_questions_done')}</h2></div>${list(done, 'done-head')}` : nothing}
    ${paper(context, activity)}`;
}

function row(context, card) {
  const {t, ui, rows, set, activity, act} = context;
  const opened = ui.card?.id === card.id ? ui.card.what : null;
  const hidden = card.standing === 'hidden';
  const lit = rows.screen.spotlight === card.id;
  const named = html`<span class="hidden-visually">: ${card.text}</span>`;
  const asked = activity.step === 'questions' || activity.stage !== 'open';
  return html`
    <li class="${hidden ? 'off' : ''} ${lit ? 'lit' : ''} ${opened ? 'open' : ''}" data-card=${card.id} data-focus="row-${card.id}" tabindex="-1">
      ${opened === 'edit' ? editForm(context, card) : html`
        <p class="words"><span>${card.text}
          ${card.more.others ? html`<span class="tag">${t('console_others', {n: card.more.others})}</span>` : nothing}
          ${card.more.answer ? html`<span class="tag">${t(`console_question_${card.more.answer}`)}</span>` : nothing}
          ${hidden ? html`<span class="tag reason">${t('console_hidden')}${card.reason ? `: ${card.reason}` : ''}</span>` : nothing}</span></p>
        ${tags(context, card)}
        ${hidden ? html`<button class="btn quiet" type="button" data-focus="hide-${card.id}" @click=${() => act({do: 'show', target: card.id}, {key: 'console_shown_again', tone: 'quiet'})}>${t('console_show_again')}${named}</button>` : html`
        <div class="question-keys">
          ${asked ? html`
            <button class="btn ${lit ? '' : 'strong'}" type="button" data-focus="show-${card.id}" aria-pressed=${lit} @click=${() => light(context, card)}>${t(lit ? 'console_question_off' : 'console_question_show')}${named}</button>
            <button class="btn" type="button" data-focus="answered-${card.id}" aria-pressed=${card.more.answer === 'answered'} @click=${() => answer(context, card, 'answered')}>${t('console_question_answered')}${named}</button>
            <button class="btn" type="button" data-focus="later-${card.id}" aria-pressed=${card.more.answer === 'later'} @click=${() => answer(context, card, 'later')}>${t('console_question_later')}${named}</button>` : nothing}
          <button class="btn quiet" type="button" data-focus="edit-${card.id}" @click=${() => openEdit(set, card)}>${icons.pen}<span class="hidden-visually">${t('console_edit')}</span>${named}</button>
          <button class="btn quiet" type="button" data-focus="hide-${card.id}" aria-expanded=${opened === 'hide'} @click=${() => openHide(set, card, opened)}>${icons.closedEye}<span class="hidden-visually">${t('console_hide')}</span>${named}</button>
        </div>`}
        ${opened === 'hide' ? hideForm(context, card) : nothing}`}
    </li>`;
}

/** Show a question alone on the board, or no longer. */
export function light({act, rows}, card) {
  const lit = rows.screen.spotlight === card.id;
  return act({do: 'screen', spotlight: lit ? null : card.id}, {key: lit ? 'console_unspotlit_question' : 'console_question_shown', tone: 'quiet'});
}

/** Say what became of a question; it goes off the board. Pressed again: nothing has become of it. */
export async function answer({act, look}, card, value) {
  const wished = card.more.answer === value ? null : value;
  const {ok} = await act({do: 'answer', target: card.id, value: wished}, wished ? {key: `console_question_${wished}`, tone: 'quiet'} : null);
  if (ok && wished && look().rows.screen.spotlight === card.id) await act({do: 'screen', spotlight: null});
}

// Idea round: silence, a look through, reading together, gathering. Nobody's idea is here before it is shown to all.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {left} from '../time.js';
import {cardsOf, howMany, pages, pagesOf} from './cards.js';
import {big, frame, prompt, question} from './frame.js';
import * as gather from './gather.js';

const STEPS = {silent, review, together, gather: gather.draw};

export function draw(context) {
  const {activity} = context;
  if (activity.stage === 'open') return (STEPS[activity.step] ?? together)(context);
  return activity.stage === 'shown' ? together(context) : sentence(context, 'board_collecting');
}

/** How many pages this moment has: they turn by themselves. */
export function turns({activity, rows}) {
  const reading = activity.stage === 'shown' || (activity.stage === 'open' && ['together', 'gather'].includes(activity.step));
  const themed = activity.step === 'gather' && gather.themesOf(rows, activity.id).length;
  return reading && !themed ? pagesOf(cardsOf(rows, activity.id)) : 1;
}

/** How many have written, where that is counted: not while the room goes on without phones. */
const writtenOf = ({progress, screen}) => (screen.phones ? progress?.written ?? 0 : 0);

function silent(context) {
  const {activity, rows, t, now} = context;
  const over = activity.timer && left(activity.timer, now) <= 0;
  const written = writtenOf(rows);
  return frame(context, {aside: t('board_step_silent'), look: 'writing', main: html`
    ${question(prompt(activity))}
    <div class="low">
      ${over ? big(t('board_finish')) : html`
        <ul class="rules"><li>${t('board_rule_short')}</li><li>${t('board_rule_single')}</li><li>${t('board_rule_later')}</li></ul>
        ${written ? html`<p class="count"><b class="large-number">${written}</b> ${t('board_written', {n: written})}</p>` : nothing}`}
    </div>`});
}

function review(context) {
  const {t, rows} = context;
  const written = writtenOf(rows);
  return sentence(context, 'board_review', {aside: t('board_step_review'),
    more: written ? html`<p class="note"><b>${written}</b> ${t('board_written', {n: written})}</p>` : nothing});
}

function sentence(context, key, {aside, more} = {}) {
  return frame(context, {aside, look: 'calm', key, main: html`${question(prompt(context.activity))}<div class="low">${big(context.t(key))}${more}</div>`});
}

function together(context) {
  const {activity, rows, t, page} = context;
  const cards = cardsOf(rows, activity.id);
  if (!cards.length) return sentence(context, 'board_no_ideas', {aside: t('board_step_together')});
  return frame(context, {
    aside: activity.after_vote ? t('common_after_vote') : t('board_step_together'), end: howMany(context, cards), look: 'reading', key: `reading ${page}`,
    main: html`${question(prompt(activity), '48/1 44/2 40/2 36/3 30')}${pages(context, cards, page, activity.hint)}`,
  });
}

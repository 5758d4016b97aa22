// What the facilitator may put over the moment: codes, nothing, the time, one idea, a question, all ideas, the top list.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {clockTime} from '../time.js';
import {every, one, pages, pagesOf} from './cards.js';
import {between} from './ended.js';
import {frame, prompt, question, sign} from './frame.js';
import {codes as bothCodes} from './join.js';
import {pagesOf as ranksPages, reveal} from './reveal.js';

/** Both codes, as large as they go, with a line that tells how long they stay. */
const codes = (context) => html`
  <main class="codes ${context.rows.join.wifi ? '' : 'one-code'}" data-fit="700 640 560 480 400">
    <h1 class="hidden-visually">${context.t('board_come_in')}</h1>
    ${bothCodes(context)}
    ${sign(context) ?? nothing}
    <div class="codes-back" aria-hidden="true"></div>
  </main>`;

/** What time it is. */
function clock(context) {
  const {rows: {event}, t, now, language} = context;
  return frame(context, {look: 'resting clock', main: html`<h1>${t('board_clock')} <span>${clockTime(now, event.timezone, language)}</span></h1>`});
}

/** May the last row read it? The three sizes that words on the board have: the smallest, the usual, the question's. */
function legible(context) {
  const {t} = context;
  return frame(context, {
    look: 'legible',
    main: html`<h1>${t('board_legible_large')}</h1><p class="middle">${t('board_legible_middle')}</p><p class="least">${t('board_legible_least')}</p>`,
  });
}

/** One idea, alone and whole. */
export function spotlight(context) {
  const {rows, t, spotlit} = context;
  return frame(context, {look: 'lit', key: `lit ${spotlit.id}`, main: html`<h1 class="hidden-visually">${t('board_number')} ${spotlit.number ?? ''}</h1>${one(rows, t, spotlit)}`});
}

/** The question of the round that runs or ran last; before any, that of the day. */
function round(context) {
  const {rows: {event}, about} = context;
  return frame(context, {
    name: about?.title ?? event.title, look: 'asking', key: `asking ${about?.id}`,
    main: question(about ? prompt(about) : event.question || event.title, '150/3 124/3 104/4 88/4 74/5 60/6 48 40 36 30'),
  });
}

const NONE = '124/2 96/3 74/4';

/** Every idea that all may see, six at a time; the facilitator turns the pages. */
function cards(context) {
  const {rows, activity, t, page} = context;
  const all = every(rows);
  const name = rows.event.title;
  if (!all.length) {
    const voting = activity?.kind === 'vote' && activity.stage !== 'shown';
    return frame(context, {name, look: 'asking', key: `none ${voting}`, main: question(t(voting ? 'board_cards_later' : 'board_no_cards'), NONE)});
  }
  return frame(context, {
    name, end: html`<b>${all.length}</b> ${t('board_ideas', {n: all.length})}`, look: 'reading', key: `all ${page}`,
    main: html`${question(t('board_your_ideas'), '48/1 44')}${pages({...context, ui: {}}, all, page, undefined, {turned: true})}`,
  });
}

/** What the latest vote pointed to. */
function top(context) {
  const {about, rows, t} = context;
  if (about && rows[`r:${about.id}`]) return reveal({...context, activity: about});
  return frame(context, {name: rows.event.title, look: 'asking', key: 'no top', main: question(t('board_no_top'), NONE)});
}

/** What covers everything, and what an idea that stands alone goes before. */
export const COVERS = {codes, blank: between, clock, legible};
export const OVER = {round, cards, top};
/** How many pages such a scene has. */
export const PAGES = {
  cards: ({rows}) => pagesOf(every(rows)),
  top: ({rows, about}) => (about && rows[`r:${about.id}`] ? ranksPages(rows, rows[`r:${about.id}`]) : 1),
};

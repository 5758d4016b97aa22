// *Én skærm*: the room sees this window. The board fills it, with Next and the time under it; nothing that is private
// is there but while somebody holds it open.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {clockTime, timeLeft} from '../time.js';
import {language} from '../text.js';
import {backOrUndo, consequence, next} from './bar.js';
import * as icons from './icons.js';
import {led, othersLead} from './lead.js';
import * as message from './message.js';
import {lateCards} from './select.js';
import {linesNow} from './script.js';

/** What keys do here: what belongs to a part of the console that cannot be seen is left alone. */
export const KEYS = new Set([
  'next', 'back', 'enter', 'undo', 'minute', 'freeze', 'codes', 'blank', 'page', 'lock', 'bell', 'clickerNext', 'clickerBack',
  'escape', 'oneScreen', 'peek', 'alone', 'takeBack', 'redo',
]);

/** Draw the whole window. */
export function draw(context) {
  const {t, page, ui, rows, activity, commands} = context;
  return html`
    <div class="one-screen">
      <main class="one-board">
        <h1 class="hidden-visually">${activity?.title ?? rows.event.title}</h1>
        <iframe src="${page.base}/board?preview=1" title=${t('console_board_picture')} tabindex="-1"></iframe>
      </main>
      ${ui.peek ? html`<section class="peek" aria-label=${t('console_private')}>${privately(context)}</section>` : nothing}
      <section class="message ${message.tone(context)}" aria-label=${t('console_messages')}>${message.draw(context)}</section>
      <footer class="bar one-bar">
        ${backOrUndo(context)}
        <p class="one-time">${time(context)}</p>
        ${hold(context)}
        <div class="hidden-visually">${consequence(context)}</div>
        ${othersLead(context) ? led(context) : next(context)}
        <button class="btn leave" type="button" data-focus="one-leave" @click=${commands.oneScreen}>${icons.screen}<span>${t('console_single_leave')}</span>${icons.cap('Esc')}</button>
      </footer>
    </div>`;
}

/** As the room sees it: whole minutes, until the last one; what time it is where nothing runs. */
function time({t, activity, clock, rows}) {
  return (activity?.stage === 'open' && timeLeft(t, activity.timer, clock)) || clockTime(clock, rows.event.timezone, language);
}

/** The button for hands without a keyboard; held with the space bar too, and pressed by those who only can press. */
function hold({t, ui, set}) {
  const show = (peek) => () => set({peek});
  const isPress = ({key}) => [' ', 'Enter'].includes(key);
  return html`<button class="btn" type="button" data-focus="peek" aria-expanded=${ui.peek}
    @pointerdown=${show(true)} @pointerup=${show(false)} @pointerleave=${show(false)} @pointercancel=${show(false)} @blur=${show(false)}
    @contextmenu=${(event) => event.preventDefault()}
    @keydown=${(event) => { if (isPress(event)) { event.preventDefault(); set({peek: true}); } }} @keyup=${(event) => { if (isPress(event)) set({peek: false}); }}
    @click=${({detail}) => { if (!detail) set({peek: !ui.peek}); }}>${icons.closedEye}<span>${t('console_private')}</span>${icons.cap('D')}</button>`;
}

/** The figures and the lines of the moment. */
function privately(context) {
  const {rows, t, activity} = context;
  const {people, here, written, voted, ideas} = rows.progress;
  const late = lateCards(rows).length;
  const figure = (name, n) => html`<div><dt>${name}</dt><dd class="figures">${n}</dd></div>`;
  const lines = linesNow(context, activity);
  return html`
    <dl class="figures-list">
      ${figure(t('console_we_are'), people)}${figure(t('console_here'), here)}
      ${activity?.kind === 'ideas' ? figure(t('console_written'), written) : nothing}
      ${activity?.kind === 'vote' ? figure(t('console_voted'), voted) : nothing}
      ${figure(t('console_ideas_all'), ideas)}
      ${late ? html`<div><dt>${t('console_late', {n: late})}</dt></div>` : nothing}
    </dl>
    ${lines === nothing ? nothing : html`<section class="lines">${lines}</section>`}`;
}

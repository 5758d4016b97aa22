// The referent's page: one line that takes notes as fast as people talk, and what has been written so far.
import {render} from '../vendor/lit/lit-html.js';
import {openDrafts} from './live/drafts.js';
import {openOutbox} from './live/outbox.js';
import {home} from './live/rehearsal.js';
import {connect} from './live/socket.js';
import {frame} from './parts/referent/frame.js';
import {fillLine, growLine} from './parts/referent/line.js';
import {unanswered} from './parts/referent/quote.js';
import {allNotes} from './parts/referent/said.js';
import {frameRehearsal} from './parts/rehearsal.js';
import {block, language, t, useTexts} from './parts/text.js';

const SAID = 8000; // ms that a sentence stands
const PATIENCE = 3000; // ms to wait for what is to have the focus
const NEAR = 60;   // px from the end of the list within which one is at its end

useTexts(block('texts'));
const page = block('page');
const room = block('room');
const root = document.getElementById('app');
const status = document.getElementById('status');
const drafts = openDrafts(() => `${home(page.event, state.rows)}:${state.rows.event.date}`); // a code may come again on another day

/** What is only on this screen. */
const ui = {editing: null, removing: null, naming: null, said: null, find: '', photos: [], asking: null, invite: null, seen: 0};
const landed = new Map(); // what is received, until the rows say so too
let due = false;
let focusNext = null;  // what is to have the focus, once it is drawn
let focusUntil = 0;
let unsay;

// The outbox is the referent's own, whatever else this browser is at the meeting.
const openOwn = (options) => openOutbox({...options, page: {...page, event: `${page.event}-referent`}});
const live = connect({
  page, room, mine: {salt: page.me}, onChange: request, openOutbox: openOwn, onAnswer: answered,
});
const {state} = live;

function request() {
  if (!due) requestAnimationFrame(draw);
  due = true;
}

function set(changes, focus = null) {
  Object.assign(ui, changes);
  if (focus) [focusNext, focusUntil] = [focus, Date.now() + PATIENCE];
  draw(); // at once: the next letter may be typed before the next frame
}

/** Say a sentence, perhaps with a way back. */
function say(key, args = {}, {undo = false, error = false} = {}) {
  clearTimeout(unsay);
  const text = t(key, args);
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
  set({said: {text, undo, error}});
  unsay = setTimeout(() => set({said: null}), SAID);
}

function answered(command, answer) {
  if (answer.ok) landed.set(command.id, {command, at: Date.now(), was: state.rows[`n:${command.target ?? command.id}`]});
  if (!answer.ok) say(answer.refused ?? 'refused_bad', answer.args, {error: true});
  else if (answer.note) say(answer.note);
}

/** Ask at once what makes no sense later, and say what was refused. */
async function act(command) {
  const answer = await live.ask(command);
  answered(command, answer);
  return answer;
}

function look() {
  const {rows, outbox} = state;
  return {
    page, rows, t, ui, set, say, act, drafts, language, send: live.send, forget: live.forget, outbox,
    event: rows.event, activity: rows[`a:${rows.event.now}`] ?? null, online: state.online, history: state.history, clock: state.clock(),
    stored: state.stored, notes: allNotes(rows, outbox, landed, page), redraw: request,
  };
}

function draw() {
  due = false;
  if (state.refused) return location.reload(); // the key was taken back: the page itself says what to do
  frameRehearsal(state.rows);
  const context = look();
  const list = root.querySelector('.notes');
  const atEnd = !list || list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  const more = context.notes.length > ui.seen;
  ui.seen = context.notes.length;
  render(frame(context), root);
  fillLine(context);
  const now = root.querySelector('.notes');
  if (more && atEnd && !ui.editing) now.scrollTop = now.scrollHeight;
  document.title = `${context.activity?.title ?? context.event.title} - ${t('referent_title')}`;
  const wished = focusNext && root.querySelector(focusNext);
  if (wished || Date.now() > focusUntil) focusNext = null;
  wished?.focus();
  if (wished && now.contains(wished)) wished.scrollIntoView({block: 'nearest'});
  return undefined;
}

const typing = (element) => element?.matches?.('input, textarea, select') && (element.value || element.id !== 'line');

addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  const {ctrlKey, metaKey, shiftKey, altKey, key, code} = event;
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'z' && !typing(event.target)) {
    event.preventDefault();
    act({do: shiftKey ? 'redo' : 'undo'});
  } else if (key === 'Escape') {
    const quote = event.target.id === 'line' ? unanswered(look()) : null;
    set({editing: null, removing: null, naming: null, invite: null}, quote ? `#consent-${CSS.escape(quote.id)} button` : '#line');
  } else if (altKey && ['KeyN', 'KeyU', 'KeyM'].includes(code)) {
    const quote = unanswered(look());
    if (!quote) return;
    event.preventDefault();
    root.querySelector(`#consent-${CSS.escape(quote.id)} [data-key="${code.slice(3)}"]`)?.click();
  }
});
addEventListener('resize', growLine);
setInterval(request, 5000); // the clock is told in minutes

const begun = root.querySelector('#line')?.value;
if (begun?.trim()) {
  drafts.set('referent', begun);
  drafts.set('referent-at', room.rows.event.now ?? '');
}
root.replaceChildren();
draw();
root.querySelector('#line')?.focus();
root.querySelector('.notes').scrollTop = 1e6;

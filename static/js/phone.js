// The phone: takes over the plain page once, then draws what the meeting and this person's outbox say.
import {html, nothing, render} from '../vendor/lit/lit-html.js';
import {openDrafts} from './live/drafts.js';
import {onPassedOn, passOn} from './live/lend.js';
import {openOutbox} from './live/outbox.js';
import {home} from './live/rehearsal.js';
import {connect} from './live/socket.js';
import {get, set as keep} from './live/store.js';
import {nextBeat} from './parts/beats.js';
import {frameRehearsal} from './parts/rehearsal.js';
import {block, language, t, useTexts} from './parts/text.js';
import {left} from './parts/time.js';
import * as breaks from './parts/phone/break.js';
import * as conversation from './parts/phone/conversation.js';
import {between, ended, planned} from './parts/phone/edges.js';
import {settleFields} from './parts/phone/field.js';
import {page as framed} from './parts/phone/frame.js';
import * as ideas from './parts/phone/ideas.js';
import {leftover} from './parts/phone/leftover.js';
import {sheet} from './parts/phone/more.js';
import * as vote from './parts/phone/vote.js';
import * as welcome from './parts/phone/welcome.js';

const KINDS = {break: breaks, conversation, ideas, vote, welcome};
const SIZE_KEY = 's:text';
const NOTE = 8000;         // ms that a note stands
const NEWS_PAUSE = 10_000; // ms between announcements of what others do; own actions are told at once

useTexts(block('texts'));
const page = block('page');
const room = block('room');
const root = document.getElementById('app');
const status = document.getElementById('status');
const dialog = document.getElementById('sheet');

// What is only on this screen: which sheet is open, what is being edited, what is folded out.
const ui = {sheet: null, size: get(SIZE_KEY) ?? '1', known: {}, shown: {}, here: null, late: null, editing: null};
let due = false;
let gone = false;   // this phone has been passed on
let scene = null;   // activity, stage and step of the last drawing
let newsAt = 0;
let sheetUp = false;
let noteTimer, toBeat;

// --- what happens -----------------------------------------------------------------------------
const live = connect({page, room, mine: block('mine'), onChange: request, openOutbox, onAnswer: answered});
const {state} = live;
const drafts = openDrafts(() => `${home(page.event, state.rows)}:${state.rows.event.date}`); // a code may come again on another day

function request() {
  if (!due) requestAnimationFrame(draw);
  due = true;
}

function set(changes) {
  if (changes.sheet === null && ui.sheet) ui.editing = ui.regained = ui.passing = null;
  Object.assign(ui, changes);
  request();
}

function say(text) {
  newsAt = Date.now();
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
}

/** Say something and let it be read for a while. */
function tell(text) {
  say(text);
  set({note: text});
  clearTimeout(noteTimer);
  noteTimer = setTimeout(() => set({note: null}), NOTE);
}

function answered(command, answer) {
  if (!answer.ok) tell(t(answer.refused ?? 'refused_bad', answer.args));
  else if (answer.note) tell(t(answer.note));
  else if (command.do === 'contribute' || command.do === 'edit') say(t('phone_received'));
}

function setSize(size) {
  keep(SIZE_KEY, size);
  set({size});
}

/** Give a borrowed phone to the next person: nothing of this one stays, on the page or behind it. */
async function give() {
  if (gone) return;
  set({passing: 'phone_sending'});
  try {
    await passOn(page);
    leave();
  } catch {
    set({passing: 'refused_offline'});
  }
}

function leave() {
  gone = true;
  document.body.replaceChildren();
  location.replace(`${page.base}/pass_on`);
}

function typed({target}) {
  drafts.set(target.dataset.draft, target.value);
  request();
}

function writing() {
  setTimeout(() => {
    const now = document.activeElement?.tagName === 'TEXTAREA';
    if (Boolean(ui.writing) !== now) set({writing: now});
  }, 120); // long enough for a tap on the button below, which moves when the bar comes back
}

// --- drawing ----------------------------------------------------------------------------------
function context() {
  const {rows, mine} = state;
  const {event} = rows;
  return {
    page, state, rows, mine, event, ui, drafts, passOn: give, t, language, set, say, typed, writing, setSize,
    activity: rows[`a:${event.now}`],
    other: language === 'da' ? 'en' : 'da',
    send: live.send, ask: live.ask, forget: live.forget,
    openSheet: () => set({sheet: 'list', focus: 'sheet'}),
  };
}

function kindOf({event, activity}) {
  if (event.stage === 'planned') return planned;
  if (event.stage !== 'open') return ended;
  return KINDS[activity?.kind] ?? between;
}

function draw() {
  due = false;
  if (gone) return;
  const now = context();
  const kind = kindOf(now);
  notice(now, kind);
  const before = document.activeElement;
  const home = before?.closest('.own, dialog');
  const pose = kind.pose(now);
  document.documentElement.className = `text-${ui.size} ${pose}`;
  if (frameRehearsal(state.rows) && scene) say(document.getElementById('rehearsal').hidden ? t('phone_rehearsal_over') : t('common_rehearsal_line'));
  render(framed(now, pose, html`${leftover(now)}${kind.draw(now)}`), root);
  drawSheet(now);
  clearTimeout(toBeat);
  const wait = now.activity && nextBeat(now.activity, state.clock());
  if (wait) toBeat = setTimeout(request, wait + 20);
  settleFields(document, drafts);
  settleFocus(before, home);
}

/** Draw the sheet. The browser may close it by itself before it tells us: then it stays closed. */
function drawSheet(now) {
  if (sheetUp && !dialog.open) ui.sheet = null;
  render(ui.sheet ? sheet(now) : nothing, dialog);
  if (ui.sheet && !sheetUp) dialog.showModal();
  else if (!ui.sheet && dialog.open) dialog.close();
  sheetUp = Boolean(ui.sheet);
}

/** See whether the room has moved on: then the page begins at its top, and it is told once. */
function notice({event, activity}, kind) {
  const latest = activity && event.stage === 'open' ? `${activity.id}/${activity.stage}/${activity.step}` : event.stage;
  if (scene === latest) return;
  const first = scene === null;
  scene = latest;
  document.title = `${activity && event.stage === 'open' ? `${activity.title} – ` : ''}${event.title}`;
  if (first) return;
  scrollTo(0, 0);
  const pose = kind.pose(context());
  const words = {work: activity && `${activity.title}. ${activity.prompt}`, look_up: t('phone_look_up'), put_down: t('phone_put_down')};
  const text = event.stage === 'open' ? words[pose] : t(event.stage === 'planned' ? 'phone_planned' : 'phone_thanks');
  setTimeout(() => { if (scene === latest) say(text ?? ''); }, Math.max(0, newsAt + NEWS_PAUSE - Date.now()));
}

/** Put the focus where the last action asked for; and where its place is gone, at the nearest heading. */
function settleFocus(before, home) {
  const wanted = {
    sheet: '#sheet-title', stack: '#stack', prompt: '#prompt', own: '.own h2', field: '.field textarea', edit: '.card textarea',
  }[ui.focus];
  ui.focus = null;
  if (wanted) return (ui.sheet ? dialog : root).querySelector(wanted)?.focus();
  if (!before || before === document.body || (before.isConnected && before.offsetParent !== null)) return undefined;
  const near = home?.isConnected ? home.querySelector('h2') : root.querySelector('h1');
  return near?.focus({preventScroll: true});
}

// --- start ------------------------------------------------------------------------------------
/** Take over the plain page: what somebody has begun to write there goes with us. */
function takeOver() {
  const begun = root.querySelector('textarea[name=text][data-activity]');
  const focused = begun && begun === document.activeElement && begun.selectionStart;
  const said = root.querySelector('.said')?.textContent.trim();
  if (begun?.value.trim()) drafts.set(begun.dataset.activity, begun.value);
  root.replaceChildren();
  draw();
  if (said) {
    tell(said);
    history.replaceState(null, '', location.pathname);
  }
  const area = root.querySelector('.field textarea');
  if (typeof focused === 'number' && area) {
    area.focus();
    area.setSelectionRange(focused, focused);
  }
}

/** Somebody new, when the meeting is under way, is told where the room is. */
function greetLatecomer({mine, event, activity}) {
  const late = !mine.salt && event.stage === 'open' && activity && activity.kind !== 'welcome';
  if (late) tell(t('phone_latecomer', {title: activity.title}));
}

dialog.addEventListener('close', () => { if (ui.sheet) set({sheet: null}); });
dialog.addEventListener('click', ({target}) => { if (target === dialog) set({sheet: null}); });
takeOver();
greetLatecomer(context());

onPassedOn(page, leave);
if (page.lend) { // a page that the browser keeps for its back button would show the one before
  addEventListener('pagehide', () => { gone = true; document.body.replaceChildren(); });
  addEventListener('pageshow', ({persisted}) => { if (persisted) location.reload(); });
}

let shown = null;
setInterval(() => { // a timer is told in whole minutes, and in seconds in the last one
  const {event} = state.rows;
  const ms = left(state.rows[`a:${event.now}`]?.timer, state.clock());
  const now = ms === null ? null : ms > 60_000 ? Math.round(ms / 60_000) : Math.max(0, Math.ceil(ms / 1000)) / 100;
  if (now !== shown) request();
  shown = now;
}, 1000);

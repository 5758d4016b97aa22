// The facilitator's console: one state, one drawing a frame, every press answered by the server.
import {render} from '../vendor/lit/lit-html.js';
import {createAlike} from './live/alike.js';
import {createBell} from './live/bell.js';
import {copyTo} from './live/copy.js';
import {fetchPlan} from './live/plan_file.js';
import {connect} from './live/socket.js';
import {createTicks} from './live/ticks.js';
import {openWindows} from './live/windows.js';
import {frameRehearsal} from './parts/rehearsal.js';
import {block, t, useTexts} from './parts/text.js';
import {createAloud} from './parts/console/aloud.js';
import * as break_ from './parts/console/break.js';
import {createCommands} from './parts/console/commands.js';
import * as conversation from './parts/console/conversation.js';
import {createDrag} from './parts/console/drag.js';
import {frame} from './parts/console/frame.js';
import * as ideas from './parts/console/ideas.js';
import {listen} from './parts/console/keys.js';
import {createLaptop} from './parts/console/laptop.js';
import {KEYS as ONE_SCREEN} from './parts/console/one.js';
import {createPress} from './parts/console/press.js';
import {missing} from './parts/console/ready.js';
import {cardsOf, roundOf} from './parts/console/select.js';
import * as steps from './parts/console/steps.js';
import * as talk from './parts/console/talk.js';
import {stepName} from './parts/console/top.js';
import * as vote from './parts/console/vote.js';
import * as welcome from './parts/console/welcome.js';

const KINDS = {welcome, conversation, talk, ideas, vote, steps, break: break_};
const LATEST = 100; // ms to wait for a frame
const TOGETHER = 80; // ms in which an answer, its update and what is read out of it are drawn as one
const ANSWER = 40; // ms in which the answer to a move usually comes: both are one drawing, and still felt as at once
const SAID = 6000; // ms a note stands; a refusal stands until it is closed or something else is said
const SWITCHES = {letters: 'inspiratorium-letters', bell: 'inspiratorium-bell'}; // on until somebody turns them off
const WHERE = 2000; // ms between two looks for the board's window, before the meeting
const LISTEN = 250; // ms between two looks at whether the time is up

useTexts(block('texts'));
const page = block('page');
page.base ??= `/${page.event}`;
const root = document.getElementById('console');
const ticks = createTicks(page.event);
const wide = matchMedia('(min-width: 47.5625em)');
const broad = matchMedia('(min-width: 73.8125em)');
const low = matchMedia('(max-height: 47.5em)');

/** What only this screen knows. */
const ui = {
  tab: 'now', side: 'programme', programme: false, private: false, view: null, menu: null, opened: null, showDone: false, showLate: false,
  card: null, theme: null, people: null, said: null, aloud: null, holding: false, leftPlan: null,
  way: null, find: '', later: [], first: null, moving: new Map(), offer: null, offered: null,
  one: ticks.all().one === 'on', peek: false, rung: false,
  hands: null, handsFind: '', handsAt: {}, paper: null, paperLeft: [], notes: false, noteAt: null, photos: [],
  letters: remembered('letters'), bell: remembered('bell'),
};
let focusNext = null; // where the focus is to be after the next drawing
let due = false;
let gathering = null; // the timer of what waits to be drawn together
let unsay;
let was = '';
let lacked = null; // how many things were missing

const presses = createPress(redraw);
const live = connect({page, room: block('room'), onChange: () => soon()});
const commands = createCommands(look);
const tell = openWindows(page.event, (what) => {
  if (what === 'locked') commands.locked();
  if (what.board) laptop.hear(what.board);
});
const laptop = createLaptop(tell, redraw);
const alike = createAlike(page.base, redraw);
const bell = createBell(() => !ui.bell || !wide.matches); // a helper's phone stays silent
const aloud = createAloud((said) => { ui.aloud = said; soon(); });
const drag = createDrag(root, {drop: commands.drop, change: redraw});

/** What comes from the line waits for what comes with it; what a hand did is drawn in the next frame. */
function soon(ms = TOGETHER) {
  if (due || gathering) return;
  gathering = setTimeout(redraw, ms);
}

function redraw() {
  clearTimeout(gathering);
  gathering = null;
  if (due) return;
  due = true;
  const once = () => { if (due) drawNow(); };
  requestAnimationFrame(once);
  setTimeout(once, LATEST); // a window behind another gets few frames, but must know what is going on
}

function drawNow() {
  due = false;
  draw();
}

function set(patch, focus = null) {
  Object.assign(ui, patch);
  focusNext = focus ?? focusNext;
  for (const name of Object.keys(SWITCHES)) if (name in patch) remember(name, patch[name]);
  if (focus) drawNow(); // whoever types on at once means the field that gets the focus
  else redraw();
}

/** Say one sentence over the bar: {key, args, tone: 'note' | 'error' | 'quiet'}. Quiet ones are only read out. */
function say(said) {
  clearTimeout(unsay);
  Object.assign(ui, {said, ...(said ? {} : {aloud: null})});
  soon();
  if (said) aloud.say(said);
  if (said && said.tone !== 'error') unsay = setTimeout(() => set({said: null}), SAID);
}

/** Ask the server; say what was refused, or `said` when it was done. */
async function act(command, said = null) {
  const answer = await live.ask(command);
  if (!answer.ok) say({key: answer.refused ?? 'console_not_understood', args: answer.args ?? {}, tone: 'error'});
  else if (said) say(said);
  else if (ui.said?.tone === 'error') say(null);
  return answer;
}

/** Take what the plan's file holds out. */
async function fetchChanged() {
  const answer = await fetchPlan(page.base);
  say(answer.ok ? {key: 'console_plan_fetched', tone: 'note'} : {key: answer.refused ?? 'console_not_understood', args: answer.args ?? {}, tone: 'error'});
}

/** Everything a part may need, as it is now. */
function look() {
  const {rows} = live.state;
  const activity = rows[`a:${rows.event.now}`] ?? null;
  const round = roundOf(rows);
  const cards = round ? cardsOf(rows, round.id) : [];
  return {
    rows, activity, page, t, ui, set, drawWithAnswer: () => soon(ANSWER), say, act, presses, commands, alike, bell, look, tell, ticks, laptop,
    fetchPlan: fetchChanged, copyTo: (drive) => copyTo(page.base, drive),
    dragging: drag.active,
    at: rows.next.at ?? rows.event.stage,
    online: live.state.online,
    history: live.state.history,
    clock: live.state.clock(),
    wide: wide.matches,
    broad: broad.matches,
    low: low.matches,
    count: cards.length,
    shown: cards.filter((card) => card.standing === 'shown').length,
  };
}

function draw() {
  if (live.state.refused === 'refused_key') return location.reload(); // let out: the page says how to come back
  const context = look();
  const held = document.activeElement?.dataset?.focus;
  frameRehearsal(context.rows);
  tellChange(context);
  tellReady(context);
  render(frame(context, KINDS), root);
  document.title = `${context.activity?.title ?? context.rows.event.title} - ${t('console_title')}`;
  return keepFocus(held);
}

/** A step taken here or elsewhere is read out; the focus stays where it was. */
function tellChange({rows, activity}) {
  const is = `${rows.event.stage} ${activity?.id} ${activity?.stage} ${activity?.step}`;
  if (was && was !== is) {
    Object.assign(ui, {view: null, hands: null, paper: null, card: ui.card?.what === 'edit' ? ui.card : null, holding: false});
    if (ui.said?.tone !== 'error') say(activity && rows.event.stage === 'open'
      ? {key: 'console_now_is', args: {title: activity.title, step: stepName(t, activity)}, tone: 'quiet'}
      : {key: `console_meeting_${rows.event.stage}`, tone: 'quiet'});
  }
  was = is;
}

/** A line that gets its tick, or loses it, is read out. */
function tellReady(context) {
  const lacks = context.rows.ready ? missing(context) : null;
  if (lacked !== null && lacks !== null && lacks !== lacked && !ui.said) {
    say(lacks ? {key: 'console_ready_missing', args: {n: lacks}, tone: 'quiet'} : {key: 'console_ready_all', tone: 'quiet'});
  }
  lacked = lacks;
}

/** The focus goes where it was asked to, or back to what had it before it was drawn anew elsewhere. */
function keepFocus(held) {
  const wished = focusNext?.split(', ').map((each) => root.querySelector(each)).find(Boolean); // the first that is there
  focusNext = null;
  if (wished) {
    wished.focus();
    wished.closest('.small-card')?.scrollIntoView({block: 'nearest'});
    wished.select?.();
    return;
  }
  if (!held || (document.activeElement && document.activeElement !== document.body)) return;
  (root.querySelector(`[data-focus="${CSS.escape(held)}"]`) ?? document.getElementById('main'))?.focus({preventScroll: true});
}

function remembered(name) {
  try { return localStorage.getItem(SWITCHES[name]) !== 'off'; } catch { return true; }
}
function remember(name, on) {
  try { localStorage.setItem(SWITCHES[name], on ? 'on' : 'off'); } catch { /* then it holds until the page is left */ }
}

root.replaceChildren();
draw();
listen(commands, () => ui.letters, (name) => !ui.one || ONE_SCREEN.has(name));
for (const size of [wide, broad]) size.addEventListener('change', redraw);
addEventListener('pointerdown', ({target}) => {
  if (ui.menu && !target.closest?.('.menu')) set({menu: null});
});
setInterval(() => document.hidden || redraw(), 1000);
setInterval(() => { if (live.state.rows.ready) laptop.ask(); }, WHERE);
laptop.ask();
for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, bell.wake);
setInterval(() => { // also while the board lies over this window
  const {rows} = live.state;
  const activity = rows[`a:${rows.event.now}`];
  const open = activity?.stage === 'open';
  bell.watch(open ? {id: activity.id, step: activity.step, ends: activity.timer?.ends ?? null} : {}, live.state.clock());
}, LISTEN);

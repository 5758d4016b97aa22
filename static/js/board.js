// The projected board: it shows where the meeting is. A clicker on its window may move the meeting on, if it is let.
import {render} from '../vendor/lit/lit-html.js';
import {connect, newId} from './live/socket.js';
import {openWindows} from './live/windows.js';
import {atTurnout, LOOK, nextBeat} from './parts/beats.js';
import {keepAwake} from './parts/awake.js';
import * as break_ from './parts/board/break.js';
import * as conversation from './parts/board/conversation.js';
import * as ended from './parts/board/ended.js';
import {fit} from './parts/board/fit.js';
import * as ideas from './parts/board/ideas.js';
import * as join from './parts/board/join.js';
import {listen} from './parts/board/keys.js';
import {pagesOf} from './parts/board/reveal.js';
import * as scenes from './parts/board/scenes.js';
import {createTurning} from './parts/board/turning.js';
import * as vote from './parts/board/vote.js';
import {createPress} from './parts/console/press.js';
import {frameRehearsal} from './parts/rehearsal.js';
import {block, language, t, useTexts} from './parts/text.js';

const KINDS = {welcome: join, conversation, ideas, vote, break: break_};
const CODES = 30_000; // ms that the codes stay when they were asked for here
const SAID = 4000;    // ms that a note stands
const LATEST = 100;   // ms to wait for a frame

useTexts(block('texts'));
const page = block('page');
const preview = new URLSearchParams(location.search).has('preview');
const root = document.getElementById('board');
const status = document.getElementById('status');

/** What only this screen knows. */
const ui = {codes: false, help: false, light: false, still: false, passed: null};
let due = false;
let fitted = '';
let was = '';           // the place that was last told
let unsay, codesOff, toBeat;

const turning = createTurning(`${page.event} page`);
const presses = createPress(() => {});
const tell = openWindows(page.event, (what) => {
  if (what === 'result') pass();
  if (what === 'where' && !preview) tellWhere();
});
const live = connect({page, room: block('room'), onChange: redraw});
const opened = live.state.clock();
const id = newId(); // this window's, for the console

function redraw() {
  if (due) return;
  due = true;
  const once = () => {
    if (!due) return;
    due = false;
    draw();
  };
  requestAnimationFrame(once);
  setTimeout(once, LATEST); // a window behind another gets few frames
}

/** Everything a scene may need, as it is now. */
function look() {
  const {rows} = live.state;
  const activity = rows.event.stage === 'open' ? rows[`a:${rows.event.now}`] ?? null : null;
  const context = {rows, activity, t, ui, language, online: live.state.online, now: live.state.clock()};
  context.spotlit = rows[`c:${rows.screen.spotlight}`] ?? null;
  context.about = rows[`a:${rows.screen.about}`] ?? null;
  context.beat = activity ? beat(context) : null;
  context.page = scenes.PAGES[rows.screen.scene] ? rows.screen.page % scenes.PAGES[rows.screen.scene](context)
    : activity ? pageNow(context) : 0;
  return context;
}

/** A result begins with how many voted, but for a board that comes later, or that somebody asked to go on. */
function beat({activity, now}) {
  const {look_until: until} = activity;
  return atTurnout(activity, now) && opened < until - LOOK && ui.passed !== until ? 'turnout' : null;
}

function pass() {
  const {activity} = look();
  set({passed: activity?.look_until ?? null});
}

/** Which page of the cards is up: they turn by themselves from the moment they came, and stand while frozen. */
function pageNow(context) {
  const {activity, rows, now} = context;
  const count = KINDS[activity.kind]?.turns?.(context) ?? 1;
  const what = `${activity.id} ${activity.stage} ${activity.step} ${rows.screen.page} ${count > 1}`;
  const stands = Boolean(ui.still || rows.screen.frozen || rows.screen.scene || ui.codes || context.spotlit);
  const turned = rows.screen.page + turning.turned(what, now, stands);
  return ((turned % count) + count) % count;
}

/** Which scene it is: what was put over everything, else the moment of the meeting. */
function scene({rows: {event, screen}, activity, spotlit}) {
  const cover = ui.codes ? 'codes' : screen.scene;
  if (scenes.COVERS[cover] && (cover !== 'codes' || screen.phones)) return scenes.COVERS[cover];
  if (!spotlit && scenes.OVER[screen.scene]) return scenes.OVER[screen.scene];
  if (event.stage === 'planned') return join.draw;
  if (event.stage !== 'open') return ended.draw;
  if (spotlit && activity?.step !== 'gather') return scenes.spotlight;
  return KINDS[activity?.kind]?.draw ?? ended.between;
}

function draw() {
  const context = look();
  const {rows: {event}, activity} = context;
  if (frameRehearsal(context.rows)) fitted = '';
  render(scene(context)(context), root);
  document.title = `${activity?.title ?? event.title} - ${t('board_title')}`;
  const {larger} = context.rows.screen;
  const now = `${innerWidth} ${innerHeight} ${larger} ${root.textContent}`;
  if (now !== fitted) fit(root, larger);
  fitted = now;
  tellChange(context);
  clearTimeout(toBeat);
  const wait = activity && nextBeat(activity, context.now);
  if (wait) toBeat = setTimeout(redraw, wait + 20);
}

/** A new activity is read out once; the picture itself says the rest. */
function tellChange({rows, activity}) {
  const is = `${rows.event.stage} ${activity?.id}`;
  const words = activity?.title ?? (rows.event.stage === 'open' ? rows.event.title : t('board_thanks'));
  if (was && was !== is && !preview) say(words, {seen: false});
  was = is;
}

/** Say one sentence: quietly in a corner, or (not seen) only to those who listen. */
function say(words, {seen = true} = {}) {
  clearTimeout(unsay);
  status.className = seen ? 'said' : 'hidden-visually';
  status.textContent = words;
  unsay = setTimeout(() => { status.className = 'hidden-visually'; status.textContent = ''; }, SAID);
}

// --- keys ---------------------------------------------------------------------------------------
async function ask(command) {
  const answer = await live.ask(command);
  if (answer.ok) return true;
  const {rows} = live.state;
  const late = answer.refused?.startsWith('refused_already') || rows.screen.frozen;
  const lost = answer.refused?.endsWith('_offline');
  say(t(lost ? 'board_moment' : late ? 'board_already' : 'board_not_from_here'));
  return false;
}

function move(what) {
  const {next, screen} = live.state.rows;
  if (screen.locked) {
    say(t('board_locked'), {seen: false}); // a speaker clicks: the wall says nothing, the console does
    tell('locked');
    return;
  }
  if (!next?.at) return;
  if (what === 'next' && next.waits > live.state.clock()) return say(t('board_waiting'));
  const key = `${what} ${next.at}`;
  if (presses.press(key, {twice: what === 'next' && next.ends})) ask({do: what, at: next.at});
  else if (presses.isArmed(key)) say(t('board_press_again'));
}

async function forward(by) {
  const {rows, activity, beat: now} = look();
  const {scene: over} = rows.screen;
  if (now === 'turnout' && !over) {
    tell('result');
    pass();
    return;
  }
  const result = rows[`r:${activity?.id}`];
  if (result || scenes.PAGES[over]) {
    const count = scenes.PAGES[over]?.(look()) ?? pagesOf(rows, result);
    await ask({do: 'screen', page: (rows.screen.page % count + by + count) % count});
    return;
  }
  turning.turn(by, live.state.clock());
  redraw();
}

function set(patch) {
  Object.assign(ui, patch);
  fitted = '';
  redraw();
}

const commands = {
  next: () => move('next'),
  back: () => move('back'),
  forward: () => forward(1),
  backward: () => forward(-1),
  still: () => set({still: !ui.still}),
  help: () => set({help: !ui.help}),
  light: () => set({light: !ui.light}),
  blank: () => ask({do: 'screen', scene: live.state.rows.screen.scene === 'blank' ? null : 'blank'}),
  codes() {
    clearTimeout(codesOff);
    set({codes: !ui.codes});
    if (ui.codes) codesOff = setTimeout(() => set({codes: false}), CODES);
  },
  full: () => {
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    done?.catch(() => {}); // not allowed now: the console says what to do
  },
  escape() {
    presses.disarm();
    if (ui.codes) commands.codes();
  },
};

/** Let the console know that the board is here, whether it fills its screen, and which screen that is. */
function tellWhere(more = {}) {
  const full = Boolean(document.fullscreenElement) || matchMedia('(display-mode: fullscreen)').matches;
  tell({board: {id, full, left: screen.availLeft, top: screen.availTop, ...more}});
}

root.replaceChildren();
draw();
document.fonts?.ready.then(() => { fitted = ''; redraw(); });
addEventListener('resize', redraw);
setInterval(() => document.hidden || redraw(), 1000);
if (!preview) {
  listen(commands);
  keepAwake(); // the laptop must not fall asleep in the middle of a meeting
  tellWhere();
  document.addEventListener('fullscreenchange', () => tellWhere());
  addEventListener('resize', () => tellWhere());
  addEventListener('pagehide', () => tellWhere({gone: true}));
  addEventListener('dblclick', commands.full);
  addEventListener('message', ({origin, data}) => { // a press in the console, handed on
    if (origin === location.origin && data === 'fill' && !document.fullscreenElement) commands.full();
  });
}

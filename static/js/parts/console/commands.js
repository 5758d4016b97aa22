// What a key or a button asks for, in one place, so that both do the same.
import {rehearse as askToRehearse} from '../../live/rehearsal.js';
import {atTurnout} from '../beats.js';
import {light} from './board.js';
import {openEdit, openHide} from './cards.js';
import * as hands from './hands.js';
import {openMerge} from './merge.js';
import * as moves from './moves.js';
import {laid, roundOf, standsAlone, themesOf} from './select.js';
import * as talk from './talk.js';
import {inThemes} from './views.js';

const LEAD = 5300; // ms until whoever leads has had the time to say no
const CODES = 30_000; // ms: the codes fill the board only so long
const DIGITS = 5000;  // ms in which a number that is being typed goes on

/** Make the commands. `look()` gives the context of this moment. */
export function createCommands(look) {
  let going = false; // a step is on its way: presses until it is answered belong to it
  let codesOff;
  let digits = '';     // a number that is typed where no field is for it
  let digitsOff;

  async function step(what, {twice, held, command}) {
    const {presses, act, say, rows} = look();
    if (going || !presses.press(what, {twice, held})) {
      if (presses.isArmed(what)) say({key: rows.next.key?.replace('_next_', '_again_'), args: rows.next.args, tone: 'quiet'});
      return;
    }
    going = true;
    try { await act(command); } finally { going = false; }
  }

  function next({held = false} = {}) {
    const {rows, clock, say} = look();
    const {next: move} = rows;
    if (!move.at) return;
    if (move.waits && move.waits > clock) {
      say({key: 'console_waits', args: {n: Math.ceil((move.waits - clock) / 1000)}, tone: 'quiet'});
      return;
    }
    step(`next ${move.at}`, {twice: move.ends, held, command: {do: 'next', at: move.at}});
  }

  function back() {
    const {rows} = look();
    if (rows.back.at) step(`back ${rows.back.at}`, {command: {do: 'back', at: rows.back.at}});
  }

  function undo() {
    const {rows, clock} = look();
    if (rows.undo.seq && rows.undo.until > clock) step(`undo ${rows.undo.seq}`, {command: {do: 'undo', seq: rows.undo.seq}});
  }

  /** Ask for the lead; whoever has it may say no for a few seconds, then it is ours. */
  async function takeOver() {
    const {act, page, say} = look();
    const mine = () => look().rows.lead.wanted?.id === page.me;
    if (mine()) return;
    await act({do: 'lead', act: 'take'});
    await new Promise((done) => { setTimeout(done, LEAD); });
    if (mine()) await act({do: 'lead', act: 'take'});
    const {lead} = look().rows;
    if (lead.id === page.me) say({key: 'console_lead_yours'});
    else if (lead.name) say({key: 'console_lead_kept', args: {name: lead.name}});
  }

  /** Begin a rehearsal, change it or end it. The screens come over by themselves. */
  async function rehearse(what = '', asked = {}) {
    const {page, say, set} = look();
    const answer = await askToRehearse(page.event, what, asked);
    if (!answer.ok) say({key: answer.refused ?? 'console_not_understood', args: answer.args ?? {}, tone: 'error'});
    else if (what !== 'set') {
      set({menu: null}, '#main');
      say({key: what ? 'console_rehearse_over' : 'console_rehearse_begins', tone: 'note'});
    }
  }

  async function scene(name) {
    const {rows, act} = look();
    const wished = rows.screen.scene === name ? null : name;
    clearTimeout(codesOff);
    await act({do: 'screen', scene: wished});
    if (wished !== 'codes') return;
    codesOff = setTimeout(() => look().rows.screen.scene === 'codes' && act({do: 'screen', scene: null}), CODES);
  }

  // --- with the card that has the focus, or the one on top of the pile ------------------------
  const gathering = (context) => {
    const round = roundOf(context.rows);
    return context.activity?.kind !== 'vote' && inThemes(context, round) ? round : null;
  };
  const pile = (context) => {
    const round = gathering(context);
    return round ? laid(context.rows, round.id, context.ui).pile : [];
  };
  function card() {
    const context = look();
    const id = document.activeElement?.closest('[data-card]')?.dataset.card;
    return context.rows[`c:${id}`] ?? pile(context)[0] ?? null;
  }
  /** The card whose menu is open, else the one on top of the pile. */
  function held() {
    const context = look();
    const {card: open} = context.ui;
    return open?.what === 'move' ? context.rows[`c:${open.id}`] : pile(context)[0] ?? null;
  }
  function move(by) {
    const all = [...document.querySelectorAll('li[data-card]')];
    const at = all.indexOf(document.activeElement?.closest('li[data-card]'));
    const to = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
    to?.focus();
    to?.scrollIntoView({block: 'nearest'});
    return Boolean(to);
  }
  /** The question with the focus, else the one on the board, else the one on top. */
  function withQuestion(what) {
    const context = look();
    if (context.activity?.kind !== 'talk') return false;
    const {rows} = context;
    const top = document.querySelector('.questions > li')?.dataset.card;
    const it = card() ?? rows[`c:${rows.screen.spotlight}`] ?? rows[`c:${top}`];
    return it?.more?.kind === 'question' && it.standing === 'shown' ? what(context, it) : false;
  }
  const focusOn = (id) => {
    const field = document.getElementById(id);
    if (!field?.offsetParent) return false; // in a part of the page that is folded away
    field.focus();
    return true;
  };

  // --- a number typed from anywhere, and a clicker that somebody else is using ------------------
  function digit(n) {
    const {rows, say} = look();
    if (!Object.keys(rows).some((id) => id.startsWith('c:') && rows[id].number != null)) return false;
    digits = `${digits}${n}`.slice(-4);
    clearTimeout(digitsOff);
    digitsOff = setTimeout(noDigits, DIGITS);
    say({key: 'console_typed', args: {number: digits}});
    return true;
  }
  function noDigits() {
    digits = '';
    if (look().ui.said?.key === 'console_typed') look().say(null);
  }
  /** Enter, after digits. */
  function number() {
    if (!digits) return false;
    const typed = digits;
    noDigits();
    light(look(), typed);
    return true;
  }
  function locked() {
    look().say({key: 'board_locked'});
    return true;
  }

  /** Fold a panel of the head out, or away; the focus goes to the button before it. */
  function fold(menu, button) {
    const {ui, rows, set} = look();
    if (rows.event.stage !== 'open') return false;
    return set({menu: ui.menu === menu ? null : menu}, `[data-focus="${button}"]`);
  }

  /** The board in the whole window, with a bar under it, or the console again. It is kept: a reload shows the same. */
  function oneScreen() {
    const {ui, set, ticks} = look();
    ticks.tick('one', ui.one ? 'chosen' : 'on');
    set({one: !ui.one, peek: false, menu: null}, ui.one ? '[data-focus="ready-screen-extended"], #next' : '#next');
  }

  return {
    next, back, undo, scene, rehearse, takeOver, oneScreen,
    peek: () => (look().ui.one ? look().set({peek: true}) : false),
    unpeek: () => { if (look().ui.peek) look().set({peek: false}); },
    copyTo: async (drive) => {
      const {copyTo, say} = look();
      const answer = await copyTo(drive);
      if (!answer.ok) say({key: answer.refused ?? 'console_not_understood', args: answer.args ?? {}, tone: 'error'});
    },
    clickerNext: () => (look().rows.screen.locked ? locked() : next()),
    clickerBack: () => (look().rows.screen.locked ? locked() : back()),
    lock: () => {
      const {rows, act} = look();
      const wished = !rows.screen.locked;
      act({do: 'screen', locked: wished}, {key: wished ? 'console_locked_now' : 'console_unlocked'});
    },
    locked,
    time: () => fold('time', 'time'),
    newRound: () => fold('new', 'new-round'),
    bell: () => {
      const {ui, set, say} = look();
      set({bell: !ui.bell});
      say({key: ui.bell ? 'console_bell_on' : 'console_bell_off', tone: 'quiet'});
    },
    codes: () => {
      const {rows, say} = look();
      return rows.screen.phones ? scene('codes') : say({key: 'console_without_phones', tone: 'note'});
    },
    blank: () => scene('blank'),
    freeze: () => {
      const {rows, act} = look();
      act({do: 'screen', frozen: !rows.screen.frozen});
    },
    enter: () => {
      const {activity} = look();
      if (activity?.kind !== 'ideas' || activity.step !== 'review') return false;
      return next();
    },
    minute: () => {
      const {activity, act} = look();
      if (activity?.stage === 'open') act({do: 'timer', activity: activity.id, act: 'add', minutes: 1}, {key: 'console_minute_given', tone: 'quiet'});
    },
    page: () => {
      const {rows: {screen}, activity, clock, act, tell} = look();
      if (activity && !screen.scene && atTurnout(activity, clock)) {
        tell('result');
        return true;
      }
      if (screen.pages < 2) return false;
      return act({do: 'screen', page: ((screen.page % screen.pages) + 1) % screen.pages});
    },
    down: () => move(1),
    up: () => move(-1),
    hide: () => {
      const it = card();
      if (it?.standing !== 'shown') return false;
      return openHide(look().set, it);
    },
    edit: () => {
      const it = card();
      if (!it || !(gathering(look()) || document.querySelector(`[data-focus="edit-${it.id}"]`))) return false;
      return openEdit(look().set, it);
    },
    paper: () => focusOn('paper'),
    hands: () => {
      const context = look();
      if (context.activity?.kind !== 'vote') return false;
      return hands.isOpen(context) ? focusOn('hands-find') : hands.toggle(context, true);
    },
    note: () => {
      const {set, ui, wide} = look();
      return set({notes: true, private: true, side: 'private', tab: wide ? ui.tab : 'notes'}, '#note');
    },
    theme: () => focusOn('new-theme'),
    alone: () => {
      const it = gathering(look()) && held();
      return it ? moves.alone(look(), it) : false;
    },
    merge: () => {
      const it = gathering(look()) && card();
      return it ? openMerge(look().set, it) : false;
    },
    showQuestion: () => withQuestion(talk.light),
    answered: () => withQuestion((context, it) => talk.answer(context, it, 'answered')),
    takenAlong: () => withQuestion((context, it) => talk.answer(context, it, 'later')),
    find: () => focusOn('find'),
    number,
    takeBack: () => moves.undo(look()),
    redo: () => moves.redo(look()),
    drop: (id, {theme, pile: back, alone, card: other}) => {
      const context = look();
      const it = context.rows[`c:${id}`];
      if (!it || (theme && theme === it.theme)) return;
      if (theme) moves.place(context, it, theme);
      else if (back && (it.theme || standsAlone(it))) moves.putBack(context, it);
      else if (alone && !standsAlone(it)) moves.alone(context, it);
      else if (other) context.set({offer: id, offered: other}, '#offer-yes');
    },
    keys: () => look().set({menu: look().ui.menu === 'keys' ? null : 'keys'}),
    digit: (n) => {
      const context = look();
      const round = gathering(context);
      if (!round) {
        if (hands.isOpen(context) && focusOn('hands-find')) return false;
        if (focusOn('spotlight')) return false; // the digit itself then lands in the field
        return digit(n);
      }
      const it = held();
      const theme = n ? themesOf(context.rows, round.id)[n - 1] : null;
      if (it && !n) moves.later(context, it);
      else if (it && theme && theme.id !== it.theme) moves.place(context, it, theme.id);
      return true;
    },
    escape: () => {
      const {ui, set, presses, rows, act} = look();
      presses.disarm();
      if (ui.one) return oneScreen();
      if (ui.offer) return set({offer: null, offered: null}, `[data-focus="move-${ui.offer}"]`);
      if (ui.card) return set({card: null}, `[data-focus="${ui.card.what}-${ui.card.id}"], [data-focus="move-${ui.card.id}"]`);
      if (ui.theme) return set({theme: null}, `[data-focus="theme-${ui.theme}"]`);
      if (ui.handsFind) return set({handsFind: ''}, '#hands-find');
      if (ui.hands) return hands.toggle(look(), false);
      if (ui.find) return set({find: ''}, '#find');
      if (ui.menu) return set({menu: null}, `[data-focus="${{time: 'time', new: 'new-round'}[ui.menu] ?? 'menu'}"]`);
      if (digits) return noDigits();
      if (rows.screen.spotlight && !document.activeElement?.matches('input, textarea')) {
        return act({do: 'screen', spotlight: null}, {key: 'console_unspotlit', tone: 'quiet'});
      }
      document.activeElement?.blur?.();
      return set({said: null});
    },
  };
}

// What a key or a button asks for, in one place, so that both do the same.
import {openEdit, openHide} from './cards.js';
import {pileOf, place, unplace} from './gather.js';
import {cardsOf, roundOf, themesOf} from './select.js';
import {inThemes} from './views.js';

const CODES = 30_000; // ms: the codes fill the board only so long

/** Make the commands. `look()` gives the context of this moment. */
export function createCommands(look) {
  let going = false; // a step is on its way: presses until it is answered belong to it
  let codesOff;

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
    return round ? pileOf(context.ui, cardsOf(context.rows, round.id)) : [];
  };
  function card() {
    const context = look();
    const id = document.activeElement?.closest('[data-card]')?.dataset.card;
    return context.rows[`c:${id}`] ?? pile(context)[0] ?? null;
  }
  function move(by) {
    const all = [...document.querySelectorAll('li[data-card]')];
    const at = all.indexOf(document.activeElement?.closest('li[data-card]'));
    const to = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
    to?.focus();
    to?.scrollIntoView({block: 'nearest'});
    return Boolean(to);
  }
  const focusOn = (id) => {
    const field = document.getElementById(id);
    field?.focus();
    return Boolean(field);
  };

  return {
    next, back, undo, scene,
    codes: () => scene('codes'),
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
      const button = document.querySelector('[data-focus="page"]');
      button?.click();
      return Boolean(button);
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
      if (!it || !document.querySelector(`[data-focus="edit-${it.id}"]`)) return false;
      return openEdit(look().set, it);
    },
    paper: () => focusOn('paper'),
    theme: () => focusOn('new-theme'),
    later: () => {
      const context = look();
      const [top] = pile(context);
      if (!top) return false;
      return context.set({later: [...context.ui.later.filter((id) => id !== top.id), top.id]});
    },
    unplace: () => unplace(look()),
    keys: () => look().set({menu: look().ui.menu === 'keys' ? null : 'keys'}),
    digit: (n) => {
      const context = look();
      const round = gathering(context);
      if (!round) {
        focusOn('spotlight'); // the digit itself then lands in the field
        return false;
      }
      const [top] = pile(context);
      const theme = n ? themesOf(context.rows, round.id)[n - 1] : null;
      if (top && theme) place(context, top, theme.id);
      return true;
    },
    escape: () => {
      const {ui, set, presses} = look();
      presses.disarm();
      if (ui.card) return set({card: null}, `[data-focus="${ui.card.what}-${ui.card.id}"]`);
      if (ui.theme) return set({theme: null}, `[data-focus="theme-${ui.theme}"]`);
      if (ui.menu) return set({menu: null}, '[data-focus="menu"]');
      document.activeElement?.blur?.();
      return set({said: null});
    },
  };
}

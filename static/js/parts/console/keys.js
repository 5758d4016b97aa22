// The keyboard: what each key does, the list that says so, and the switch that turns the letters off.
import {html} from '../../../vendor/lit/lit-html.js';
import {cap} from './icons.js';

const LIST = [
  ['PgDn', 'console_key_next'], ['PgUp', 'console_key_back'], ['Z', 'console_key_undo'],
  ['+', 'console_key_minute'], ['F', 'console_key_freeze'], ['Q', 'console_key_codes'], ['B', 'console_key_blank'],
  ['12 Enter', 'console_key_spotlight'], ['V', 'console_key_page'], ['L', 'console_key_lock'], ['G', 'console_key_bell'],
  ['T', 'console_key_time'], ['Y', 'console_key_new'], ['E', 'console_key_single'], ['D', 'console_key_peek'],
  ['J K', 'console_key_rows'], ['H', 'console_key_hide'], ['R', 'console_key_edit'], ['P', 'console_key_paper'],
  ['O', 'console_key_hands'], ['I', 'console_key_note'],
  ['1-9', 'console_key_place'], ['S', 'console_key_alone'], ['0', 'console_key_later'], ['N', 'console_key_theme'],
  ['X', 'console_key_show'], ['A', 'console_key_answered'], ['W', 'console_key_along'],
  ['M', 'console_key_merge'], ['/', 'console_key_find'], ['U', 'console_key_take_back'], ['⇧U', 'console_key_redo'],
  ['Esc', 'console_key_escape'],
];

/** The list of keys, and the switch for those that are single letters. */
export const keyList = ({t, ui, set}) => html`
  <dl class="key-list">${LIST.map(([key, text]) => html`<div><dt>${cap(key)}<span class="hidden-visually">${key}</span></dt><dd>${t(text)}</dd></div>`)}</dl>
  <label class="switch"><input type="checkbox" data-focus="letters" .checked=${ui.letters}
    @change=${(event) => set({letters: event.target.checked})}> ${t('console_keys_letters')}</label>`;

const ALWAYS = {PageDown: 'clickerNext', PageUp: 'clickerBack', Escape: 'escape'};
const LETTERS = {
  ' ': 'next', Enter: 'enter', z: 'undo', '+': 'minute', f: 'freeze', q: 'codes',
  b: 'blank', '.': 'blank', v: 'page', l: 'lock', j: 'down', k: 'up', h: 'hide', r: 'edit', p: 'paper', n: 'theme', s: 'alone',
  m: 'merge', o: 'hands', i: 'note', g: 'bell', t: 'time', y: 'newRound', e: 'oneScreen', d: 'peek', u: 'takeBack', U: 'redo',
  x: 'showQuestion', a: 'answered', w: 'takenAlong', '/': 'find', '?': 'keys',
};
const typing = (element) => element?.closest?.('input:not([type="checkbox"]), textarea, select') ?? null;
const control = (element) => element?.closest?.('button, a, summary, input') ?? null;

/**
 * Listen to the whole page. `commands` has a function for each name above, and `digit(n)`.
 * A clicker's PageDown works everywhere, in a field too; letters only where nobody types, and only while `on()`.
 * `may(name)` says which of them have something to do on the screen as it is.
 */
export function listen(commands, on, may) {
  addEventListener('keyup', ({key}) => { if (key.toLowerCase() === 'd') commands.unpeek(); });
  addEventListener('blur', () => commands.unpeek());
  addEventListener('keydown', (event) => {
    if (event.altKey || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'z' || typing(event.target)) return; // a field takes back its own letters
      event.preventDefault();
      if (!event.repeat) commands[event.shiftKey ? 'redo' : 'takeBack']();
      return;
    }
    let name = ALWAYS[event.key];
    if (!name && (!on() || typing(event.target))) return;
    if (event.key === 'Enter' && !event.repeat && commands.number()) { // the digits were typed first, whatever has the focus
      event.preventDefault();
      return;
    }
    if (!name && [' ', 'Enter'].includes(event.key) && control(event.target)) return;
    name ??= LETTERS[event.shiftKey && event.key] ?? LETTERS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (event.repeat && name !== 'down' && name !== 'up') {
      if (name) event.preventDefault();
      return;
    }
    if (!name && /^\d$/.test(event.key)) {
      if (commands.digit(Number(event.key)) !== false) event.preventDefault();
      return;
    }
    if (name && may(name) && commands[name]?.() !== false) event.preventDefault();
  });
}

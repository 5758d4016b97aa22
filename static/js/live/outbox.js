// What this phone has said and not yet been answered on. It survives a reload, a dead line and a dead server.
//
// One key per command, so that two tabs never overwrite each other:
//   o:<event>:<salt>:<time>-<id>   waiting            r:...   received (the last 200, in case a copy is restored)
//   x:...                          refused text       h:<event>   whose outbox this is, of which history
// A rehearsal's are kept under `<event>+`, and forgotten with it. `salt` binds a command to the person, not to the phone; it is empty until the server has seen the person.
import {forget as forgetAll, forgetRehearsal, home} from './rehearsal.js';
import {get, isKept, keys, read, remove, retry, set} from './store.js';

const RECEIPTS = 200;
const SENDING = 1500; // ms: asked so recently that it is 'sending', after that it 'lies on the phone'
const AGAIN = 3000;

/**
 * Open the outbox of one person at one meeting. `exchange(command)` asks the server and throws without a line;
 * `changed()` is called after any change; `onAnswer(command, answer)` for every answer that settles a command
 * (a refused text stays in the outbox); `onEmpty()` when nothing waits any more.
 */
export function openOutbox({page, state, exchange, changed, onAnswer = () => {}, onEmpty}) {
  let asking = null; // the id that is under way
  let busy = false;
  let last = 0;      // the time in the newest key: keys are in the order of sending, whatever the clock does
  let timer;
  let seen = null;   // {at, history, date, salt}: whose outbox this page found when it looked last

  const at = () => home(page.event, state.rows);
  const name = (kind, rest = '', salt = state.mine.salt) => `${kind}:${at()}:${salt}:${rest}`;
  const restOf = (key) => key.slice(key.lastIndexOf(':') + 1);
  const list = (kind) => keys().filter((key) => key.startsWith(name(kind))).sort();
  const write = (key, value) => set(key, JSON.stringify(value));
  const waiting = () => list('o').length;

  function refresh() {
    retry();
    state.outbox = [...list('o'), ...list('x')].flatMap((key) => {
      const kept = read(key);
      const {command, refused = null, args} = kept ?? {};
      return command ? [{key, at: parseInt(restOf(key), 10), id: command.id, command, refused, args}] : [];
    });
    state.stored = isKept();
    changed();
  }

  /** Store what there was no room for, and say when that changes anything. */
  function keep() {
    retry();
    if (state.stored !== isKept()) refresh();
  }

  /** Store a command, then send it. What it replaces or unmakes among those never asked is changed in place. */
  function send(command) {
    const neverAsked = list('o').find((key) => key.endsWith(`-${command.target}`) && !read(key)?.asked);
    if (command.do === 'mark') list('o').filter((key) => sameMark(read(key)?.command, command)).forEach(remove);
    if (neverAsked && command.do === 'take_back') return forget(neverAsked);
    if (neverAsked && command.do === 'edit') {
      write(neverAsked, {command: {...read(neverAsked).command, text: command.text}});
    } else {
      last = Math.max(Date.now(), last + 1, ...list('o').map((key) => parseInt(restOf(key), 10) + 1));
      write(name('o', `${last}-${command.id}`), {command});
    }
    refresh();
    setTimeout(changed, SENDING + 50);
    return flush();
  }
  const sameMark = (one, other) => one?.do === 'mark' && one.id !== asking
    && one.activity === other.activity && one.target === other.target;

  function forget(key) {
    remove(key);
    refresh();
  }

  /** Send what waits, oldest first, one at a time, until it is gone or the line is. */
  async function flush() {
    if (busy || !state.online) return;
    busy = true;
    clearTimeout(timer);
    try {
      for (let key; (key = list('o')[0]);) {
        const command = read(key)?.command;
        if (!command) { remove(key); continue; }
        asking = command.id;
        write(key, {command, asked: true});
        const answer = await exchange(command);
        if (answer.again) throw new Error(answer.refused);
        settle(key, command, answer);
      }
      onEmpty();
    } catch {
      timer = setTimeout(flush, AGAIN);
    } finally {
      asking = null;
      busy = false;
      refresh();
    }
  }

  function settle(key, command, answer) {
    const rest = restOf(key);
    remove(key);
    if (!key.startsWith(`o:${at()}:`)) return refresh(); // said to a rehearsal that is over, or before it began
    for (const old of keys().filter((one) => one.endsWith(`:${rest}`) && one.startsWith(`o:${at()}:`))) remove(old);
    if (answer.ok) {
      if (state.rows.event?.stage !== 'sealed') write(name('r', rest), {command});
      list('r').slice(0, -RECEIPTS).forEach(remove);
    } else if (command.text) {
      write(name('x', rest), {command, refused: answer.refused ?? 'refused_bad', args: answer.args});
    }
    refresh();
    onAnswer(command, answer);
  }

  /**
   * See whose outbox this is. What was written before the server knew the person becomes theirs; and when the
   * server's file is not the one that answered us, everything received is offered once more. Not so when a meeting
   * of another day has the same code: what was said there stays there.
   */
  function look() {
    const mark = `h:${at()}`;
    const {history, mine: {salt}} = state;
    if (at() === page.event) forgetRehearsal(page.event);
    else if (read(mark)?.history !== history) forgetAll(at());
    const before = seen?.at === at() ? seen : read(mark); // another tab may have looked first, at what it could see
    const date = state.rows.event?.date ?? before?.date;
    const other = before && before.date !== undefined && before.date !== date;
    const renewed = before && before.history !== history;
    if (other) keys().filter((key) => key.startsWith(name('r', '', before.salt))).forEach(remove);
    else if (renewed) for (const kind of 'rox') move(kind, before.salt, kind === 'x' ? 'x' : 'o', salt);
    if (salt) for (const kind of 'rox') move(kind, '', kind, salt);
    if (state.rows.event?.stage === 'sealed') list('r').forEach(remove);
    const now = {history, date, salt: salt || (renewed ? '' : before?.salt ?? '')};
    if (seen && seen === before && !renewed && before.salt === now.salt) return;
    seen = {at: at(), ...now};
    write(mark, now);
    refresh();
  }
  function move(kind, fromSalt, toKind, toSalt) {
    if (kind === toKind && fromSalt === toSalt) return;
    const from = name(kind, '', fromSalt);
    for (const key of keys().filter((one) => one.startsWith(from))) {
      set(name(toKind, key.slice(from.length), toSalt), get(key));
      remove(key);
    }
  }

  addEventListener('storage', ({key, newValue}) => {
    if (key === `h:${at()}` && newValue === null) { forgetAll(at()); seen = null; } // another tab has forgotten: what is in memory, too
    if (key === null || /^[oxh]:/.test(key)) refresh();
  });
  look();
  refresh();
  setTimeout(flush);
  return {send, flush, look, keep, waiting, forget};
}

/** 'sending', 'on_phone' or 'refused': what an item of `state.outbox` is called on the screen. */
export function standing(item) {
  if (item.refused) return 'refused';
  return Date.now() - item.at < SENDING ? 'sending' : 'on_phone';
}

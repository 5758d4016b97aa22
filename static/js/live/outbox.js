// What this phone has said and not yet been answered on. It survives a reload, a dead line and a dead server.
//
// localStorage, one key per command, so that two tabs never overwrite each other:
//   o:<event>:<salt>:<time>-<id>   waiting            r:...   received (the last 200, in case a copy is restored)
//   x:...                          refused text       h:<event>   whose outbox this is, of which history

const RECEIPTS = 200;
const SENDING = 1500; // ms: asked so recently that it is 'sending', after that it 'lies on the phone'
const AGAIN = 3000;

/** Keep things in localStorage, or in memory when the browser says no. */
function openStore() {
  try {
    localStorage.setItem('o?', '1');
    localStorage.removeItem('o?');
    return {kept: true, shelf: localStorage, keys: () => Object.keys(localStorage)};
  } catch {
    const map = new Map();
    const shelf = {
      getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value),
      removeItem: (key) => map.delete(key),
    };
    return {kept: false, shelf, keys: () => [...map.keys()]};
  }
}
export const store = openStore();
const {shelf} = store;

/**
 * Open the outbox of one person at one meeting. `exchange(command)` asks the server and throws without a line;
 * `changed()` is called after any change; `onRefused(command, answer)` for a refused mark (a refused text
 * stays in the outbox); `onEmpty()` when nothing waits any more.
 */
export function openOutbox({page, state, exchange, changed, onRefused = () => {}, onEmpty}) {
  const fresh = new Set();  // ids made here and never asked yet: these may still be changed in place
  let asking = null;        // the id that is under way
  let busy = false;
  let timer;

  const name = (kind, rest = '') => `${kind}:${page.event}:${state.mine.salt}:${rest}`;
  const list = (kind) => store.keys().filter((key) => key.startsWith(name(kind))).sort();
  const read = (key) => JSON.parse(shelf.getItem(key));
  const write = (key, value) => {
    try { shelf.setItem(key, JSON.stringify(value)); } catch { dropOldest(); shelf.setItem(key, JSON.stringify(value)); }
  };
  const dropOldest = () => list('r').slice(0, RECEIPTS / 2).forEach((key) => shelf.removeItem(key));
  const refresh = () => {
    state.stored = store.kept;
    state.outbox = [...list('o'), ...list('x')].map((key) => {
      const {command, refused = null, args} = read(key);
      const at = Number(key.split(':')[3].split('-')[0]);
      return {key, at, id: command.id, command, refused, args};
    });
    changed();
  };
  const waiting = () => list('o').length;

  function put(command) {
    write(name('o', `${Date.now()}-${command.id}`), {command});
    fresh.add(command.id);
    refresh();
    setTimeout(changed, SENDING + 50);
    flush();
  }

  /** Store a command, then send it. What it replaces or unmakes among the waiting ones is taken out first. */
  function send(command) {
    const waitingFor = (id) => list('o').find((key) => key.endsWith(id) && fresh.has(id) && id !== asking);
    if (command.do === 'mark') {
      for (const key of list('o')) {
        const {command: other} = read(key);
        const same = other.do === 'mark' && other.activity === command.activity && other.target === command.target;
        if (same && other.id !== asking) shelf.removeItem(key);
      }
    }
    const unsent = waitingFor(command.target);
    if (unsent && command.do === 'edit') {
      write(unsent, {command: {...read(unsent).command, text: command.text}});
      return refresh();
    }
    if (unsent && command.do === 'take_back') return forget(unsent);
    return put(command);
  }

  function forget(key) {
    shelf.removeItem(key);
    refresh();
  }

  /** Send what waits, oldest first, one at a time, until it is gone or the line is. */
  async function flush() {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    try {
      for (let key; (key = list('o')[0]);) {
        const {command} = read(key);
        asking = command.id;
        fresh.delete(command.id);
        settle(key, command, await exchange(command));
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
    const rest = key.split(':')[3];
    shelf.removeItem(key);
    if (answer.ok) {
      if (state.rows.event?.stage !== 'sealed') write(name('r', rest), {command});
      list('r').slice(0, -RECEIPTS).forEach((old) => shelf.removeItem(old));
    } else if (command.text) {
      write(name('x', rest), {command, refused: answer.refused ?? 'refused_not_understood', args: answer.args});
    } else {
      onRefused(command, answer);
    }
    refresh();
  }

  /** When the server's file is not the one that answered us, offer everything received once more. */
  function look() {
    const mark = `h:${page.event}`;
    const now = {history: state.history, salt: state.mine.salt};
    const before = JSON.parse(shelf.getItem(mark) ?? 'null');
    if (before?.history === now.history && before?.salt === now.salt) return;
    if (before && before.history !== now.history) {
      for (const kind of ['r', 'o']) {
        const from = `${kind}:${page.event}:${before.salt}:`;
        for (const key of store.keys().filter((one) => one.startsWith(from))) {
          const value = shelf.getItem(key);
          shelf.removeItem(key);
          shelf.setItem(name('o', key.slice(from.length)), value);
        }
      }
    }
    shelf.setItem(mark, JSON.stringify(now));
    refresh();
  }

  addEventListener('storage', ({key}) => { if (key?.match(/^[ox]:/)) refresh(); });
  look();
  refresh();
  setTimeout(flush);
  return {send, flush, look, waiting, forget};
}

/** 'sending', 'on_phone' or 'refused': what an item of `state.outbox` is called on the screen. */
export function standing(item) {
  if (item.refused) return 'refused';
  return Date.now() - item.at < SENDING ? 'sending' : 'on_phone';
}

// What this browser keeps for us: localStorage, and for what it has no room for, memory, as long as the page lives.

const memory = new Map();
const isReceipt = (key) => key.startsWith('r:'); // the laptop has it already: it gives way to what nobody else has
const time = (key) => parseInt(key.slice(key.lastIndexOf(':') + 1), 10) || 0;

const isSaid = (key) => /^[oxd]:/.test(key); // waiting, refused or half-written: nobody else has it

/** Whether everything that people have said and the laptop does not have survives a reload. */
export const isKept = () => ![...memory.keys()].some(isSaid);

/** Every key there is. */
export function keys() {
  const all = new Set(memory.keys());
  try { Object.keys(localStorage).forEach((key) => all.add(key)); } catch { /* memory alone */ }
  return [...all];
}

/** The text under a key, or null. */
export function get(key) {
  if (memory.has(key)) return memory.get(key);
  try { return localStorage.getItem(key); } catch { return null; }
}

/** Keep a text under a key. Where there is no room, the oldest receipts move to memory until there is. */
export function set(key, text) {
  if (put(key, text)) return;
  memory.set(key, text);
  if (isReceipt(key)) return;
  const receipts = keys().filter((one) => isReceipt(one) && !memory.has(one));
  for (const old of receipts.sort((a, b) => time(a) - time(b))) {
    memory.set(old, get(old));
    drop(old);
    if (put(key, text)) return;
  }
  retry();
}

/** Let a key go. */
export function remove(key) {
  memory.delete(key);
  drop(key);
  retry();
}

/** Store what is in memory alone, as far as there is room by now; receipts last. */
export function retry() {
  const waiting = [...memory].sort(([one], [other]) => isReceipt(one) - isReceipt(other));
  waiting.every(([key, text]) => put(key, text));
}

/** What lies under a key as data, or null; what cannot be read is as good as gone. */
export function read(key) {
  try { return JSON.parse(get(key)); } catch { return null; }
}

function put(key, text) {
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
    return true;
  } catch {
    return false;
  }
}

function drop(key) {
  try { localStorage.removeItem(key); } catch { /* it never was there */ }
}

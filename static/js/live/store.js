// What this browser keeps for us: localStorage, or memory when the browser says no or is full.

const memory = new Map();
let kept = true;

try {
  localStorage.setItem('o?', '1');
  localStorage.removeItem('o?');
} catch {
  kept = false;
}

/** Whether what we keep survives a reload. */
export const isKept = () => kept;

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

/** Keep a text under a key. When the browser is full, `makeRoom()` is asked once to let something go. */
export function set(key, text, makeRoom = () => {}) {
  for (const attempt of [makeRoom, null]) {
    try {
      localStorage.setItem(key, text);
      memory.delete(key);
      return;
    } catch {
      attempt?.();
    }
  }
  kept = false;
  memory.set(key, text);
}

/** Let a key go. */
export function remove(key) {
  memory.delete(key);
  try { localStorage.removeItem(key); } catch { /* it never was there */ }
}

/** What lies under a key as data, or null; what cannot be read is as good as gone. */
export function read(key) {
  try { return JSON.parse(get(key)); } catch { return null; }
}

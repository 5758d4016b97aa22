// Keeps the computer awake while a window can be seen: browsers let go of the lock with the window, so it is taken again.

/** Begin; `change()` is called when it is held or let go. Gives `held()`: true, false, or null where there is no such thing. */
export function keepAwake(change = () => {}) {
  let lock = null;
  async function take() {
    if (document.hidden || !navigator.wakeLock || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', change);
    } catch {
      lock = null; // then the laptop's own settings decide
    }
    change();
  }
  take();
  document.addEventListener('visibilitychange', take);
  return {held: () => (navigator.wakeLock ? Boolean(lock && !lock.released) : null)};
}

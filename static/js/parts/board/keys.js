// The board's own keys: a clicker's, and a few letters for whoever stands at the laptop.

const KEYS = {
  PageDown: 'next', ' ': 'next', ArrowRight: 'next', PageUp: 'back', ArrowLeft: 'back',
  ArrowDown: 'forward', ArrowUp: 'backward', v: 'forward', p: 'still', q: 'codes', f: 'full', h: 'help', l: 'light',
  b: 'blank', '.': 'blank', Escape: 'escape',
};

/** Listen to the whole window. `commands` has a function for each name above. */
export function listen(commands) {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name) return;
    if (name !== 'escape') event.preventDefault();
    if (!event.repeat) commands[name]();
  });
}

// When a press counts. One press for harmless steps; two where something ends for people; bounces are one press.

const BOUNCE = 700; // ms: a nervous thumb or a clicker sends the same press twice
const AGAIN = 3000; // ms in which the second press must come
export const HOLD = 600; // ms: a finger held down is a decision, a pocket is not

/** Make the judge of presses. `redraw()` is called when a second press is no longer awaited. */
export function createPress(redraw) {
  let last = -Infinity;
  let armed = null; // {what, until}

  const isArmed = (what) => armed?.what === what && performance.now() < armed.until;

  /** Does this press on `what` count as done? `what` names the place too, so that an old first press is void. */
  function press(what, {twice = false, held = false} = {}) {
    const now = performance.now();
    if (now - last < BOUNCE) return false;
    last = now;
    if (!twice || held || isArmed(what)) {
      armed = null;
      return true;
    }
    armed = {what, until: now + AGAIN};
    setTimeout(redraw, AGAIN + 20);
    redraw();
    return false;
  }

  const disarm = () => { armed = null; };
  return {press, isArmed, disarm};
}

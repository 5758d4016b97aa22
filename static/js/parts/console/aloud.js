// What is read out: at most six sentences a minute, the latest of those that had to wait, and refusals at once.

const MOST = 6;
const WITHIN = 60_000; // ms

/** Make the reader. `read(said)` puts one sentence where it is read out; `clock()` gives ms. */
export function createAloud(read, clock = () => performance.now()) {
  let times = [];
  let waiting = null;
  let due;

  function now(said) {
    times.push(clock());
    read(said);
  }

  /** Read this out when there is room for it; what waited before it is not news any more. */
  function say(said) {
    clearTimeout(due);
    waiting = null;
    times = times.filter((time) => clock() - time < WITHIN);
    if (said.tone === 'error' || times.length < MOST) {
      now(said);
      return;
    }
    waiting = said;
    due = setTimeout(() => waiting && say(waiting), WITHIN - (clock() - times.at(-MOST)) + 1);
  }

  return {say};
}

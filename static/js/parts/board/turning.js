// Pages that turn by themselves from the moment they came, and stand when asked to; a reloaded window goes on from there.

const PAGE = 15_000; // ms that a page of ideas stays

/** Keep count under `key` for as long as the window lives. */
export function createTurning(key) {
  let turning = read(key) ?? {what: '', from: 0, by: 0, stood: false}; // of what, since when, how many before that

  const since = (now) => (turning.stood ? 0 : Math.floor((now - turning.from) / PAGE));
  const set = (next) => {
    turning = next;
    try { sessionStorage.setItem(key, JSON.stringify(next)); } catch { /* then a reload begins again */ }
  };

  /** How many pages on is `what` now? */
  function turned(what, now, stands) {
    if (what !== turning.what) set({what, from: now, by: 0, stood: false});
    if (stands !== turning.stood) set({what, from: now, by: turning.by + since(now), stood: stands});
    return turning.by + since(now);
  }

  /** Turn `by` more; the page that comes stands its whole time. */
  const turn = (by, now) => set({...turning, from: now, by: turning.by + by + since(now)});

  return {turned, turn};
}

function read(key) {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
}

// What this screen has been told: one plain object, and the three ways it may change.

/** Make the state from the page's own data blocks. `rows` is the audience's view: row id -> row. */
export function createState({room, mine = null}) {
  const state = {rows: {}, mine, version: 0, epoch: '', history: '', online: true, away: false, outbox: [], stored: true, refused: null};
  let ahead = 0; // the meeting's clock minus this device's monotonic one
  state.clock = () => performance.now() + ahead;
  state.setClock = (clock) => { ahead = clock - performance.now(); };
  takeRoom(state, room);
  return state;
}

/** Take a whole view. */
export function takeRoom(state, {epoch, version, history, clock, rows}) {
  Object.assign(state, {epoch, version, history, rows});
  state.setClock(clock);
}

/**
 * Take a difference. Return false when one before it is missing: then say hello.
 * What is already known is ignored, so a difference may come twice or late.
 */
export function takeUpdate(state, {from, to, clock, rows, gone}) {
  if (to <= state.version) return true;
  if (from > state.version) return false;
  state.rows = {...state.rows, ...rows};
  for (const id of gone) delete state.rows[id];
  state.version = to;
  state.setClock(clock);
  return true;
}

/** Take an answer to hello or /view: {room} or {update}, and on phones {mine}. Return false at a gap. */
export function takeAnswer(state, {room, update, mine}) {
  if (mine) state.mine = mine;
  if (room) takeRoom(state, room);
  if (!update) return true;
  state.setClock(update.clock);
  return takeUpdate(state, update);
}

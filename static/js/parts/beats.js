// The reveal in beats: who voted, then what they point to; meanwhile the phones say *look up*. On the meeting's clock.

export const LOOK = 20_000; // ms that phones say so
const TURNOUT = 2500;       // ms of the first beat

/** Is the room still being told how many voted? */
export const atTurnout = ({look_until: until}, clock) => until != null && clock < until - LOOK + TURNOUT;

/** Milliseconds until a row's next beat, or null. */
export function nextBeat({look_until: until}, clock) {
  const beats = until == null ? [] : [until - LOOK + TURNOUT, until];
  const next = beats.find((beat) => beat > clock);
  return next === undefined ? null : next - clock;
}

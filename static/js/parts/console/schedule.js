// The meeting's day on the clock: what time it is, how far behind it runs, when it will end. Pure functions.

const UNBELIEVABLE = 180; // minutes: a meeting run at another time of day than planned is not 'behind'

/** Minutes since midnight of '14.06', or null. */
export function minute(text) {
  if (!text) return null;
  const [hours, minutes] = text.split('.').map(Number);
  return hours * 60 + minutes;
}

/** '14.06' of minutes since midnight. */
export function clockText(minutes) {
  const day = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, '0')}.${String(day % 60).padStart(2, '0')}`;
}

const zones = new Map(); // making one takes longer than a whole drawing

function zone(timezone) {
  if (!zones.has(timezone)) {
    zones.set(timezone, new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', timeZone: timezone, hourCycle: 'h23'}));
  }
  return zones.get(timezone);
}

/** Minutes since midnight, in the meeting's own time zone, of its clock in ms. */
export function minuteNow(clock, timezone) {
  const [hours, minutes] = zone(timezone).format(clock).split(':').map(Number);
  return hours * 60 + minutes;
}

/** The activities in the order of the programme. */
export function programme(rows) {
  return Object.keys(rows).filter((id) => id.startsWith('a:')).map((id) => rows[id])
    .sort((a, b) => a.position - b.position);
}

/**
 * How the day goes: `clock` ('14.08'), `late` in minutes (negative: ahead; null: nothing to compare with),
 * and when it `ends` at this pace.
 */
export function schedule(rows, clock) {
  const {event} = rows;
  const at = minuteNow(clock, event.timezone);
  const day = {clock: clockText(at), late: null, ends: null, agreed: event.ends};
  const now = rows[`a:${event.now}`];
  const opened = minute(now?.real);
  if (event.stage !== 'open' || opened === null) return day;
  const late = lateness(rows, now, opened, at);
  if (late === null || Math.abs(late) > UNBELIEVABLE) return day;
  day.late = late;
  const last = programme(rows).filter(({real, skipped}) => real && !skipped).at(-1);
  if (event.ends) day.ends = clockText(Math.max(minute(last.real) + last.takes, at));
  return day;
}

/** Minutes behind the plan: of what runs, or where nobody planned that, of what comes after it. */
function lateness(rows, now, opened, at) {
  const planned = minute(now.planned.at);
  if (planned !== null) return Math.max(opened - planned, at - planned - (now.planned.minutes ?? 0));
  const next = programme(rows).find(({stage, skipped, real, planned: each}) => stage === 'planned' && !skipped && real && each.at);
  return next ? minute(next.real) - minute(next.planned.at) : null;
}

/** When an activity began, or at this pace will begin: '14.31', or '' where nothing can be said. */
export const expected = (activity, {late}) => ((activity.opened_at || late !== null) && activity.real) || '';

// When things begin. The rule: every item keeps its slot, the time until the next one begins, wherever it is moved.
// Longer or shorter, its slot changes by as much; those after it follow. Items without a time of their own get none.

const DAY = 24 * 60 - 1;

export const minuteOf = (clock) => {
  const found = /^(\d{1,2})[.:](\d{2})$/.exec(clock ?? '');
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
};

/** A time as it was typed, as "13.00"; what cannot be read stays as it is. */
export function asClock(text) {
  const found = /^(?:kl\.? ?)?(\d{1,2})(?:[.: ]?(\d{2}))?$/.exec(text.trim());
  return found && Number(found[1]) < 24 && Number(found[2] ?? 0) < 60 ? `${found[1].padStart(2, '0')}.${found[2] ?? '00'}` : text.trim();
}

export const clockOf = (minute) => {
  const at = Math.max(0, Math.min(DAY, minute));
  return `${String(Math.floor(at / 60)).padStart(2, '0')}.${String(at % 60).padStart(2, '0')}`;
};

/** When each item begins, in minutes of the day; the last entry is when the last one is over. */
export function begins({event, activities}) {
  let at = minuteOf(event.starts) ?? 0;
  const found = activities.map((one) => {
    const begin = minuteOf(one.at) ?? at;
    at = begin + (one.minutes ?? 0);
    return begin;
  });
  return [...found, at];
}

/** How long it is from each item's beginning to the next one's, by uid. */
export function slots(form) {
  const at = begins(form);
  return new Map(form.activities.map((one, place) => [one.uid, at[place + 1] - at[place]]));
}

/** Give a form whose items begin one after the other, from `first`, each after the slot of the one before. */
export function flowed(form, slot, first) {
  let at = first;
  const activities = form.activities.map((one) => {
    const begin = at;
    at += slot.get(one.uid) ?? one.minutes ?? 0;
    return one.at === null ? one : {...one, at: clockOf(begin)}; // also where it could not be read
  });
  return {...form, activities};
}

/** Give a form after its programme became `activities` in another order, longer or shorter. */
export function reordered(form, activities) {
  const first = begins(form)[0];
  const slot = slots(form);
  const timed = form.activities.some((one) => one.at !== null);
  const known = new Set(form.activities.map((one) => one.uid));
  const listed = activities.map((one) => (known.has(one.uid) ? one : {...one, at: timed ? '00.00' : null}));
  return flowed({...form, activities: listed}, slot, first);
}

/** Give a form where one item takes so many minutes; what comes after begins later or earlier. */
export function lasting(form, place, minutes) {
  const slot = slots(form);
  const one = form.activities[place];
  slot.set(one.uid, Math.max(0, slot.get(one.uid) + (minutes ?? 0) - (one.minutes ?? 0)));
  const activities = replaced(form.activities, place, {...one, minutes});
  return flowed({...form, activities}, slot, begins(form)[0]);
}

/** Give a form where one item begins at a time; what comes after moves along by as much. */
export function beginning(form, place, at) {
  const one = form.activities[place];
  if (minuteOf(at) === null) return {...form, activities: replaced(form.activities, place, {...one, at})};
  const by = minuteOf(at) - begins(form)[place];
  const activities = form.activities.map((each, n) => {
    if (n === place) return {...each, at};
    return n > place && minuteOf(each.at) !== null ? {...each, at: clockOf(minuteOf(each.at) + by)} : each;
  });
  return {...form, activities};
}

/** Give a form where the whole meeting begins at another time: programme and end move along. */
export function starting(form, starts) {
  const by = minuteOf(starts) - minuteOf(form.event.starts);
  if (minuteOf(starts) === null || minuteOf(form.event.starts) === null || minuteOf(form.event.ends) === null) return {...form, event: {...form.event, starts}};
  const activities = form.activities.map((one) => (minuteOf(one.at) === null ? one : {...one, at: clockOf(minuteOf(one.at) + by)}));
  return {...form, activities, event: {...form.event, starts, ends: clockOf(minuteOf(form.event.ends) + by)}};
}

const replaced = (list, place, item) => list.map((one, n) => (n === place ? item : one));

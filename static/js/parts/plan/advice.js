// What a good plan has, as far as it can be reckoned: when it ends, a break in time, a talk after the votes, phones down.
import {begins, clockOf, minuteOf} from './times.js';

const WITHOUT_BREAK = 90;

/** How many minutes of an item people look at their phones. The server warns by the same rule. */
export function atPhone(one, {kinds, untimed}) {
  const most = kinds[one.kind]?.at_phone;
  const minutes = one.minutes ?? untimed;
  return most === null || most === undefined ? minutes : Math.min(most, minutes);
}

/** {phones, whole}: minutes with phones out, of the meeting's. */
export function screenTime(form, view) {
  const whole = (minuteOf(form.event.ends) ?? 0) - (minuteOf(form.event.starts) ?? 0);
  return {phones: form.activities.reduce((sum, one) => sum + atPhone(one, view), 0), whole: Math.max(0, whole)};
}

/** When the programme is over: {key, args, good}. */
export function ending(form) {
  const over = begins(form).at(-1);
  const late = over - (minuteOf(form.event.ends) ?? over);
  const args = {at: clockOf(over), n: Math.abs(late)};
  if (late > 0) return {key: 'organise_ends_late', args, good: false};
  return {key: late < 0 ? 'organise_ends_early' : 'organise_ends_on_time', args, good: true};
}

/** Lines with a tick, or with what to think of; `at` is the item or the field that it is about. */
export function advice(form) {
  const found = [ending(form)];
  const sitting = untilBreak(form);
  found.push(sitting > WITHOUT_BREAK
    ? {key: 'organise_advice_no_break', args: {n: sitting}, good: false} : {key: 'organise_advice_break', args: {n: WITHOUT_BREAK}, good: true});
  const votes = form.activities.map((one, place) => ({one, next: form.activities[place + 1]})).filter(({one}) => one.kind === 'vote');
  for (const {one, next} of votes) {
    const talks = next?.kind === 'conversation';
    found.push({key: talks ? 'organise_advice_talk' : 'organise_advice_no_talk', args: {title: one.title}, good: talks, at: one.uid});
  }
  const {minutes_at: where, minutes_by: when} = form.event;
  found.push(where && when ? {key: 'organise_advice_minutes', args: {}, good: true}
    : {key: 'organise_advice_no_minutes', args: {}, good: false, at: 'about', field: where ? 'minutes_by' : 'minutes_at'});
  return found;
}

/** How long people sit before the first break, or until the end where there is none. */
function untilBreak(form) {
  const at = begins(form);
  const first = form.activities.findIndex((one) => one.kind === 'break');
  return (first < 0 ? at.at(-1) : at[first]) - at[0];
}

// The plan as it stands in the browser: items with a name of their own here, changes that leave the old form as it
// was, and what is sent. Nothing here draws or speaks.
import {reordered} from './times.js';

let named = 0;
const TEXTS = ['hosts'];
const SCRIPT = ['say', 'bring', 'lead'];

/** A form from the server, with a uid on every item: the one it had in the form `before`. */
export function received(form, before = null) {
  const known = new Map(before?.activities.map((one) => [one.key, one.uid]));
  const activities = form.activities.map((one) => ({...one, uid: known.get(one.key) ?? `u${++named}`}));
  return {...form, activities};
}

const full = (lines) => lines.map((line) => line.trim()).filter(Boolean);
const without = (item, fields) => Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fields.includes(name) ? full(value) : value]));

/** The form as the server wants it: no uids, no empty lines. */
export function sent(form) {
  const activities = form.activities.map(({uid, ...one}) => without(one, SCRIPT));
  return {...form, event: without(form.event, TEXTS), activities};
}

/** Whether two forms say the same, whichever files their items come from. */
export const same = (one, other) => stable(sent(one)) === stable(sent(other));

const sorted = (name, value) => (name === 'block' ? undefined
  : value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
const stable = (value) => JSON.stringify(value, sorted);

const shifted = (list, from, to) => {
  const left = list.filter((_, place) => place !== from);
  return [...left.slice(0, to), list[from], ...left.slice(to)];
};

export const moved = (form, from, to) => (to < 0 || to >= form.activities.length || from === to
  ? form : reordered(form, shifted(form.activities, from, to)));

/** Without an item; those that pointed to it do so no longer. */
export function removed(form, place) {
  const {key} = form.activities[place];
  const loose = (value) => (Array.isArray(value) ? value.filter((one) => one !== key) : value);
  const left = form.activities.filter((_, n) => n !== place).map((one) => (
    Object.values(one.settings).some((value) => Array.isArray(value) && value.includes(key))
      ? {...one, settings: Object.fromEntries(Object.entries(one.settings).map(([name, value]) => [name, loose(value)]))} : one));
  return reordered(form, left);
}

/** With a copy of an item after it. */
export function copied(form, place) {
  const one = form.activities[place];
  return inserted(form, place + 1, {...structuredClone(one), uid: `u${++named}`, key: freeKey(form, one.title)});
}

/** With an item that begins as a preset does. */
export function added(form, place, preset) {
  return inserted(form, place, {...structuredClone(preset), uid: `u${++named}`, key: freeKey(form, preset.title)});
}

const inserted = (form, place, one) => reordered(form, [...form.activities.slice(0, place), one, ...form.activities.slice(place)]);

/** A key as the server would make it, so that other items can point to what is not saved yet. */
function freeKey(form, title) {
  const plain = title.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa').normalize('NFKD').replace(/\p{M}/gu, '');
  const stem = (plain.match(/[a-z0-9]+/g) ?? ['aktivitet']).join('-').slice(0, 36).replace(/-$/, '');
  const taken = new Set(form.activities.map((one) => one.key));
  let key = stem;
  for (let number = 2; taken.has(key); number += 1) key = `${stem}-${number}`;
  return key;
}

const equal = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const merged = (base, mine, theirs) => (base && mine && theirs
  ? Object.fromEntries(Object.keys(theirs).map((name) => [name, equal(base[name], mine[name]) ? theirs[name] : mine[name]]))
  : equal(base, mine) ? theirs : mine);

/**
 * What I changed, put on top of what the file says now. `base` is what both began from.
 * What somebody took away stays away, unless the other one changed it.
 */
export function rebased(base, mine, theirs) {
  const byKey = (form) => new Map(form.activities.map((one) => [one.key, one]));
  const [old, own, now] = [byKey(base), byKey(mine), byKey(theirs)];
  const item = (one) => {
    const before = old.get(one.key);
    const there = now.get(one.key);
    if (!before) return one;
    if (!there) return equal({...before, uid: one.uid}, one) ? null : {...one, block: ''};
    return {...merged(before, one, there), settings: merged(before.settings, one.settings, there.settings), block: there.block, uid: one.uid};
  };
  const kept = mine.activities.map(item).filter(Boolean);
  for (const [place, one] of theirs.activities.entries()) {
    const deleted = old.has(one.key) && !own.has(one.key) && equal({...old.get(one.key), block: '', uid: ''}, {...one, block: '', uid: ''});
    if (own.has(one.key) || deleted) continue;
    const before = theirs.activities[place - 1]?.key;
    kept.splice(kept.findIndex((each) => each.key === before) + 1, 0, one);
  }
  return {
    event: merged(base.event, mine.event, theirs.event),
    wifi: merged(base.wifi, mine.wifi, theirs.wifi),
    letterhead: merged(base.letterhead, mine.letterhead, theirs.letterhead),
    activities: kept,
  };
}

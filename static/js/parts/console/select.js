// What the console reads out of its rows. Pure functions.
import {programme} from './schedule.js';

const every = (rows, kind) => Object.keys(rows).filter((id) => id.startsWith(kind)).map((id) => rows[id]);
const text = (a, b) => (a < b ? -1 : Number(a > b));

/** Read once from the same rows: they are never changed in place, and a second's drawing asks many times. */
function once(read) {
  const told = new WeakMap();
  return (rows, activity) => {
    if (!told.has(rows)) told.set(rows, new Map());
    const known = told.get(rows);
    if (!known.has(activity)) known.set(activity, read(rows, activity));
    return known.get(activity);
  };
}

/** An activity's contributions, newest first. */
export const cardsOf = once((rows, activity) => every(rows, 'c:').filter((card) => card.activity === activity)
  .sort((a, b) => text(b.at, a.at) || text(a.id, b.id)));

/** The same in the order of their numbers; those without one last, oldest first. */
export const byNumber = (cards) => [...cards].sort((a, b) =>
  (a.number ?? Infinity) - (b.number ?? Infinity) || text(a.at, b.at) || text(a.id, b.id));

/** An activity's themes in their order. */
export const themesOf = once((rows, activity) => every(rows, 't:').filter((theme) => theme.activity === activity)
  .sort((a, b) => a.position - b.position));

/** Does this idea stand by itself because somebody said so, and not because nobody has come to it? */
export const standsAlone = (card) => !card.theme && card.position != null;

/**
 * A round's ideas by where they lie: {shown, pile, alone, of}; `of` is theme id -> ideas, all in the order of numbers.
 * `ui` says which were put off, which was asked for first, and which are on their way (id -> the row as it was).
 */
export function laid(rows, activity, {later = [], first = null, moving = new Map()} = {}) {
  const {shown, waiting, alone, of} = sorted(rows, activity);
  const here = waiting.filter((card) => moving.get(card.id) !== card);
  const rank = (card) => (card.id === first ? -1 : later.indexOf(card.id) + 1);
  return {shown, pile: [...here].sort((a, b) => rank(a) - rank(b)), alone, of};
}

const sorted = once((rows, activity) => {
  const shown = byNumber(cardsOf(rows, activity).filter((card) => card.standing === 'shown'));
  const of = new Map(themesOf(rows, activity).map((theme) => [theme.id, []]));
  const waiting = [];
  const alone = [];
  for (const card of shown) (of.get(card.theme) ?? (standsAlone(card) ? alone : waiting)).push(card);
  return {shown, waiting, alone, of};
});

/** Ideas that a number or a word finds; the very number first. */
export function find(cards, wanted) {
  const words = wanted.trim().toLocaleLowerCase();
  if (!words) return [];
  const is = (card) => Number([card.number, ...(card.also ?? [])].some((number) => String(number) === words));
  return cards.filter((card) => is(card) || card.text.toLocaleLowerCase().includes(words)
    || card.merged?.some((other) => other.text.toLocaleLowerCase().includes(words)))
    .sort((a, b) => is(b) - is(a));
}

/** What came after its round was closed, and waits for the facilitator. */
export const lateCards = (rows) => every(rows, 'c:').filter((card) => card.late && card.standing === 'waiting')
  .sort((a, b) => text(a.at, b.at));

/** The idea round the room works with: the one that runs, else the latest that was opened before it. */
export function roundOf(rows) {
  const now = rows[`a:${rows.event.now}`];
  if (!now) return null;
  const opened = programme(rows).filter((a) => a.kind === 'ideas' && a.stage !== 'planned' && a.position <= now.position);
  return opened.at(-1) ?? null;
}

/** The round is past the moment when the room has seen its ideas. */
export const revealed = (round) => Boolean(round) && !(round.stage === 'open' && ['silent', 'review'].includes(round.step));

// What the console reads out of its rows. Pure functions.
import {programme} from './schedule.js';

const every = (rows, kind) => Object.keys(rows).filter((id) => id.startsWith(kind)).map((id) => rows[id]);
const text = (a, b) => (a < b ? -1 : Number(a > b));

/** An activity's contributions, newest first. */
export const cardsOf = (rows, activity) => every(rows, 'c:').filter((card) => card.activity === activity)
  .sort((a, b) => text(b.at, a.at) || text(a.id, b.id));

/** The same in the order of their numbers; those without one last, oldest first. */
export const byNumber = (cards) => [...cards].sort((a, b) =>
  (a.number ?? Infinity) - (b.number ?? Infinity) || text(a.at, b.at) || text(a.id, b.id));

/** An activity's themes in their order. */
export const themesOf = (rows, activity) => every(rows, 't:').filter((theme) => theme.activity === activity)
  .sort((a, b) => a.position - b.position);

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

/** What deserves a second look before the wall sees it: a text key, or null. Nothing here decides anything. */
export function flagOf({text: words}) {
  if (/\S+@\S+\.\S+/.test(words)) return 'console_flag_mail';
  if (/(?:\d[\s.-]?){6,}/.test(words)) return 'console_flag_number';
  const letters = words.replace(/[^\p{L}]/gu, '');
  if (letters.length > 12 && letters === letters.toUpperCase()) return 'console_flag_shouting';
  return null;
}

// What a browser keeps of a rehearsal it keeps apart from what it keeps of the meeting; and how a console asks for one.
import {keys, remove} from './store.js';

const APART = '+'; // no event's code has it

/** The name under which this browser keeps things of the meeting it sees now, or of its rehearsal. */
export const home = (event, rows) => (rows.event?.rehearsal ? event + APART : event);

/** Forget everything that this browser keeps of a home: outbox, refused, received, whose it is, half-written. */
export function forget(name) {
  for (const key of keys()) if (/^[oxrhd]:([^:]+)(?::|$)/.exec(key)?.[1] === name) remove(key);
}

/** Forget everything of a meeting's rehearsals. */
export const forgetRehearsal = (event) => forget(event + APART);

/** Begin a rehearsal, change it ('set') or end it. Gives the server's answer; {ok: false, refused} without a line. */
export async function rehearse(event, what = '', asked = {}) {
  const path = ['/organise', event, 'rehearse', ...(what ? [what] : [])].join('/');
  try {
    const answer = await fetch(`${path}?${new URLSearchParams(asked)}`, {
      method: 'POST', cache: 'no-store', headers: {Accept: 'application/json'},
    });
    return await answer.json();
  } catch {
    return {ok: false, refused: 'refused_offline'};
  }
}

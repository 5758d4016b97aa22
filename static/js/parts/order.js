// The order of ideas: another one for every person, the same after every reload.
// key = fmix32(FNV-1a of the UTF-8 bytes of "<activity>:<salt>:<id>"); facilitator/methods/order.py does the same.

const bytes = new TextEncoder();

/** The sorting key of one id for one person: an unsigned 32-bit number. */
export function key(activity, salt, id) {
  let hash = 2166136261;
  for (const byte of bytes.encode(`${activity}:${salt}:${id}`)) hash = Math.imul(hash ^ byte, 16777619);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The ids in one person's order; equal keys are settled by the id itself. */
export function ordered(activity, salt, ids) {
  return ids
    .map((id) => [key(activity, salt, id), id])
    .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))
    .map(([, id]) => id);
}

/** The rows of one sort ('c' contributions, 't' themes) that belong to an activity, as they come. */
export const rowsOf = (rows, sort, activity) => Object.keys(rows)
  .filter((id) => id.startsWith(`${sort}:`) && rows[id].activity === activity).map((id) => rows[id]);

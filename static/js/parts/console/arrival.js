// What one has asked for comes back with the next update.

const PATIENCE = 2000; // ms
const LOOK = 40;

/** Wait until `find(rows)` gives something, and give that; null if it is long in coming. */
export async function arrival(look, find) {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    const found = find(look().rows);
    if (found) return found;
    await new Promise((wake) => setTimeout(wake, LOOK));
  }
  return null;
}

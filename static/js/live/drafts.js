// What is half-written: kept on the phone per meeting and field, so that a reload or a new round loses nothing.
import {get, keys, remove, set} from './store.js';

/** Open the drafts of a meeting; `home()` is what they are kept under. */
export function openDrafts(home) {
  const name = (field) => `d:${home()}:${field}`;
  return {
    /** The text of a field, or null where nothing is half-written. */
    get: (field) => get(name(field)),
    set: (field, text) => (text.trim() ? set(name(field), text) : remove(name(field))),
    /** Every field with something half-written. */
    fields: () => keys().filter((key) => key.startsWith(name(''))).map((key) => key.slice(name('').length)),
  };
}

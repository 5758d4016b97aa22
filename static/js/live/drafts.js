// What is half-written: kept on the phone per meeting and field, so that a reload or a new round loses nothing.
import {get, keys, remove, set} from './store.js';

/** Open the drafts of one meeting. */
export function openDrafts(event) {
  const name = (field) => `d:${event}:${field}`;
  return {
    /** The text of a field, or null where nothing is half-written. */
    get: (field) => get(name(field)),
    set: (field, text) => (text.trim() ? set(name(field), text) : remove(name(field))),
    /** Every field with something half-written. */
    fields: () => keys().filter((key) => key.startsWith(name(''))).map((key) => key.slice(name('').length)),
  };
}

// What has been written down: what the laptop has, with what still lies here laid over it.
import {standing} from '../../live/outbox.js';

const TOLD = 5000; // ms in which one is told of everything that was received

/** All notes, oldest first. `how` is 'received', 'sending', 'on_phone' or 'refused', which keeps the `item` that says why. */
export function allNotes(rows, outbox, landed, page) {
  const notes = new Map(Object.keys(rows).filter((id) => id.startsWith('n:')).map((id) => [rows[id].id, {...rows[id], how: 'received'}]));
  for (const [id, item] of landed) {
    const {command, at, was} = item;
    if (rows[`n:${command.target ?? command.id}`] !== was || Date.now() - at > TOLD) landed.delete(id);
    else lay(notes, item, page, 'received');
  }
  for (const item of outbox) lay(notes, item, page);
  return [...notes.values()].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function lay(notes, item, page, how = standing(item)) {
  const {command, refused} = item;
  const there = notes.get(command.target);
  if (refused) {
    notes.set(item.key, {...fresh(item, page), activity: command.activity ?? there?.activity ?? null, how, item});
  } else if (command.do === 'note' && !notes.has(command.id)) {
    notes.set(command.id, {...fresh(item, page), how});
  } else if (there && command.do === 'note_remove') {
    notes.delete(command.target);
  } else if (there && CHANGES[command.do]) {
    Object.assign(there, CHANGES[command.do](command), {how});
  }
}

const fresh = ({key, at, command}, page) => ({
  id: command.do === 'note' ? command.id : key, activity: command.activity, kind: command.kind, text: command.text, link: command.link,
  name: null, consent: null, approval: null, awaited: false, public: false, by: page.me, writer: '', at: new Date(at).toISOString(),
});

const CHANGES = {
  note_edit: ({text, kind, link}) => ({text, kind, link}),
  note_move: ({activity}) => ({activity}),
  consent: ({value, name}) => ({consent: value, name: name || null}),
};

/** The activities that have begun, in the order of the programme. */
export const begun = (rows) => Object.keys(rows).filter((id) => id.startsWith('a:')).map((id) => rows[id])
  .sort((one, other) => one.position - other.position);

/** The one before, or null. */
export function before(rows, activity) {
  const all = begun(rows);
  return all[all.findIndex(({id}) => id === activity) - 1] ?? null;
}

// What this person has said, answered or not: what the server knows, with the outbox laid over it.
import {standing} from '../../live/outbox.js';

/**
 * Own contributions, newest first; of one activity, or of all. `how` is 'received', 'sending', 'on_phone' or
 * 'refused'; a refused one keeps the `item` of the outbox that says why.
 */
export function ownContributions({mine, outbox}, activity = null) {
  const own = mine.contributions.map((one) => ({...one, how: 'received'}));
  const find = (id) => own.find((one) => one.id === id);
  for (const item of outbox) {
    const {command} = item;
    const there = find(command.target);
    if (item.refused) {
      own.push({id: item.key, activity: command.activity ?? there?.activity ?? activity, text: command.text, how: 'refused', item});
    } else if (command.do === 'contribute' && !find(command.id)) {
      own.push({id: command.id, activity: command.activity, text: command.text, about: command.about, outcome: command.outcome, standing: 'shown', how: standing(item)});
    } else if (command.do === 'edit' && there) {
      Object.assign(there, {text: command.text, how: standing(item)});
    } else if (command.do === 'object' && there) {
      there.objects = command.value;
    } else if (command.do === 'take_back' && there) {
      own.splice(own.indexOf(there), 1);
    }
  }
  return own.filter((one) => activity === null || one.activity === activity).reverse();
}

/** The marks this person wishes to have in one activity: {target: value}. */
export function ownMarks({mine, outbox}, activity) {
  const marks = {...mine.marks[activity]};
  for (const {command, refused} of outbox) {
    if (command.do === 'mark' && command.activity === activity && !refused) marks[command.target] = command.value;
    else if (command.do === 'take_on' && !refused) marks[`${command.target}.keeper`] = command.value;
  }
  return marks;
}

/** How many share this phone, as it was last said here. */
export function peopleHere({mine, outbox}) {
  const said = outbox.filter(({command, refused}) => command.do === 'together' && !refused);
  return said.length ? said[said.length - 1].command.people : mine.people ?? 1;
}

/** Where the latest of these marks is: 'received', 'sending' or 'on_phone'. */
export function marksStanding({outbox}, activity) {
  const under = outbox.filter(({command}) => command.do === 'mark' && command.activity === activity).map(standing);
  return under.find((how) => how === 'on_phone') ?? under[0] ?? 'received';
}

// What was ticked by hand before this meeting, today, at this screen. It is about the room and what stands in it,
// so it is kept by this browser and nowhere else, and is worth nothing tomorrow.
import {read, set} from './store.js';

/** The ticks of an event: `all()` of today, `tick(name, value)`; a value that is empty takes one back. */
export function createTicks(event, today = () => new Date().toDateString()) {
  const key = `inspiratorium-ready ${event}`;
  const all = () => {
    const kept = read(key);
    return kept?.day === today() ? kept.ticks : {};
  };
  const tick = (name, value) => {
    const ticks = {...all(), [name]: value};
    if (!value) delete ticks[name];
    set(key, JSON.stringify({day: today(), ticks}));
  };
  return {all, tick};
}

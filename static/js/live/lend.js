// A phone that several borrow one after another: becoming somebody new, and forgetting who was here.
import {forget, forgetRehearsal} from './rehearsal.js';
import {remove, set} from './store.js';

/** Forget everything that this browser keeps of somebody at a meeting, the size of their letters too. */
export function forgetAll(event) {
  forget(event);
  forgetRehearsal(event);
  remove('s:text');
}

/** Ask the laptop to let this browser be nobody yet, and forget. Throws without a line. */
export async function passOn({event, base}) {
  const answer = await fetch(`${base}/pass_on`, {method: 'POST', cache: 'no-store'});
  if (!answer.ok) throw new Error(answer.statusText);
  forgetAll(event);
  set(`p:${event}`, String(Date.now())); // other tabs go too
}

/** Call `gone()` when another tab of this browser has passed the phone on. */
export function onPassedOn({event}, gone) {
  addEventListener('storage', ({key, newValue}) => { if (key === `p:${event}` && newValue) gone(); });
}

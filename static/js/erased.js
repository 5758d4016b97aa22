// Somebody has erased what they wrote: let this browser forget what it kept of the meeting as well.
import {forget, home} from './live/rehearsal.js';

const page = JSON.parse(document.getElementById('page').textContent);
forget(home(page.event, {}));

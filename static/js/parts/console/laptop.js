// What this browser can see of the laptop, its screens and the board's window; and the ways to move that window.
import {keepAwake} from '../awake.js';

const GONE = 5000; // ms after which a board that says nothing is no longer there
const HOME = ['127.0.0.1', 'localhost'];

/** Begin to look; `tell(what)` speaks to the other windows, `change()` is called when something is new. */
export function createLaptop(tell, change) {
  const awake = keepAwake(change);
  const boards = new Map(); // each board's window, as it last told of itself
  let battery = null;
  let opened = null; // the board's window, where it was opened here
  navigator.getBattery?.().then((each) => {
    battery = each;
    for (const event of ['chargingchange', 'levelchange']) each.addEventListener(event, change);
    change();
  }, () => {});

  /** A board tells that it is there: {id, full, left, top}, or that it goes: {id, gone}. */
  function hear(board) {
    boards.delete(board.id);
    if (!board.gone) boards.set(board.id, {...board, at: performance.now()});
    change();
  }

  const isAway = ({left, top}) => left !== screen.availLeft || top !== screen.availTop;

  function boardNow() {
    if (!window.BroadcastChannel) return null;
    const there = [...boards.values()].filter(({at}) => performance.now() - at < GONE);
    const full = there.filter((each) => each.full);
    return {open: there.length > 0, full: full.length > 0, away: full.some(isAway)};
  }

  /** What can be seen now; null stands for what this browser cannot tell. */
  const seen = () => ({
    local: HOME.includes(location.hostname),
    battery: battery && {plugged: battery.charging, percent: Math.round(battery.level * 100)},
    awake: awake.held(),
    extended: screen.isExtended ?? null,
    board: boardNow(),
    canFill: Boolean(opened && !opened.closed),
  });

  /** Open the board on the other screen, or move it there; without the means it opens here, to be moved by hand. */
  async function move(url) {
    let other = null;
    try {
      const {screens, currentScreen} = await window.getScreenDetails();
      other = screens.find((each) => each !== currentScreen) ?? null;
    } catch { /* no such thing in this browser, or not allowed */ }
    const place = other ? `popup,left=${other.availLeft},top=${other.availTop},width=${other.availWidth},height=${other.availHeight}` : '';
    if (!opened || opened.closed) opened = window.open(url, 'inspiratorium-board', place);
    else if (other) opened.moveTo(other.availLeft, other.availTop);
    opened?.focus();
  }

  /** Let the board fill its screen: the press here is handed on to its window, where browsers can do that. */
  function fill() {
    opened?.focus();
    opened?.postMessage('fill', {targetOrigin: location.origin, delegate: 'fullscreen'});
  }

  return {seen, hear, move, fill, ask: () => tell('where')};
}

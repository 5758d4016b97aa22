// The line to the laptop: a socket, and plain requests when there is none.
import {io} from '../../vendor/socket.io.esm.min.js';
import {createState, takeAnswer, takeUpdate} from './state.js';

const ANSWER = 4000;     // ms to wait for an answer to a command
const PROBE = 1500;      // ms to wait for a sign of life
const PATIENCE = 8000;   // ms without a socket before plain requests take over
const POLL = 4000;       // ms between looks at the view, +- 1 s
const SOCKET_AGAIN = 60_000;
const AWAY = 30_000;     // ms without a line after which people are told what they can do

/** A command's id: 96 random bits as 16 characters. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}

/**
 * Connect this page to its meeting.
 * `page` is {event, audience}; `room` and `mine` are the page's data blocks; `onChange` is called once after
 * any number of changes; `openOutbox` (phones) is openOutbox of outbox.js, `onAnswer` what it calls.
 * Returns {state, ask, send, forget}: `ask(command)` asks at once and always resolves to an answer
 * ({ok: false, refused: 'refused_offline'} without a line); `send(command)` stores it first, and gives its id;
 * `forget(key)` lets an item of `state.outbox` go.
 */
export function connect({page, room, mine, onChange, openOutbox, onAnswer}) {
  const state = createState({room, mine});
  const socket = io({transports: ['websocket'], reconnection: false, timeout: 5000, autoConnect: false});
  const retry = {first: 400, most: 4000, ...page.retry};
  let told = true;          // has onChange been called for the latest change?
  let greeting = null;      // the hello that is under way
  let greeted = false;      // has this socket said who it is?
  let held = [];            // updates that came while it was
  let tries = 0;
  let polling = false;
  let lastLine = Date.now();
  let owes = false;         // the server waits to hear that the outbox is empty
  let again, poll, tag;

  const changed = () => {
    if (!told) return;
    told = false;
    queueMicrotask(() => { told = true; onChange(); });
  };
  const setOnline = (online) => {
    if (online) { lastLine = Date.now(); state.away = false; }
    if (state.online !== online) { state.online = online; changed(); }
  };
  const waiting = () => outbox?.waiting() ?? 0;

  // --- what we are told ---------------------------------------------------------------------
  function take(answer) {
    const before = state.rows;
    const whole = takeAnswer(state, answer);
    noticeClosing(before);
    outbox?.look();
    changed();
    return whole;
  }
  function noticeClosing(before) {
    for (const [id, row] of Object.entries(state.rows)) {
      if (id.startsWith('a:') && row.stage === 'closed' && before[id]?.stage === 'open') owes = true;
    }
    settleDebt();
  }
  function settleDebt() {
    if (!owes || waiting() || !openOutbox) return;
    owes = false;
    setTimeout(() => hello(), Math.random() * 600);
  }
  socket.on('update', (update) => {
    if (greeting) held.push(update);
    else if (!take({update})) hello();
  });
  socket.on('mine', (latest) => take({mine: latest}));

  // --- hello: the question that mends everything --------------------------------------------
  function hello(patience = PROBE) {
    greeting ??= greet(patience).finally(() => { greeting = null; });
    return greeting;
  }
  async function greet(patience) {
    const {event, audience} = page;
    const said = waiting();
    try {
      const answer = await socket.timeout(patience)
        .emitWithAck('hello', {event, audience, epoch: state.epoch, version: state.version, waiting: said});
      if (answer.fetch) await look();
      state.refused = answer.ok === false ? answer.refused ?? 'refused_bad' : null;
      greeted = !state.refused;
      take(answer);
      owes ||= said > 0;
      setOnline(true);
      outbox?.flush();
    } catch {
      setOnline(false);
      socket.disconnect();
      connectSoon();
    }
    const updates = held;
    held = [];
    if (!updates.every((update) => take({update}))) setTimeout(() => hello(), 200);
  }

  // --- the socket ---------------------------------------------------------------------------
  function connectSoon() {
    clearTimeout(again);
    const delay = polling ? SOCKET_AGAIN : Math.min(retry.first * 2 ** tries++, retry.most);
    again = setTimeout(() => socket.connect(), delay * (0.5 + Math.random()));
  }
  socket.on('connect', () => {
    tries = 0;
    stopPolling();
    hello(ANSWER);
  });
  socket.on('connect_error', connectSoon);
  socket.on('disconnect', (reason) => {
    greeted = false;
    if (reason !== 'io client disconnect') connectSoon();
  });

  /** Prove that the line is alive; a phone that slept may hold a dead one that looks open. */
  function probe() {
    if (socket.connected) return hello();
    tries = 0;
    return socket.connect();
  }

  // --- plain requests, when sockets do not come through -------------------------------------
  async function look() {
    const {event, audience} = page;
    const query = new URLSearchParams({audience, version: state.version, epoch: state.epoch});
    const answer = await request(`/${event}/view?${query}`, tag ? {headers: {'If-None-Match': tag}} : {});
    if (answer) take(answer);
  }
  async function request(url, options = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ANSWER);
    try {
      const response = await fetch(url, {cache: 'no-store', signal: stop.signal, ...options});
      if (response.status === 304) return null;
      if (response.status >= 500) throw new Error(response.statusText);
      if (!options.method) tag = response.headers.get('ETag');
      return await response.json();
    } finally {
      clearTimeout(timer);
    }
  }
  async function pollOnce() {
    const wasOnline = state.online;
    try {
      await look();
      setOnline(true);
      if (!wasOnline) probe();
      outbox?.flush();
    } catch {
      setOnline(false);
    }
    if (polling) poll = setTimeout(pollOnce, POLL + (Math.random() * 2 - 1) * 1000);
  }
  function stopPolling() {
    polling = false;
    clearTimeout(poll);
  }
  function watch() {
    if (socket.connected) { lastLine = Date.now(); return; }
    if (!polling && Date.now() - lastLine > PATIENCE) { polling = true; pollOnce(); }
    else if (!polling && Date.now() - lastLine > PATIENCE / 2) setOnline(false);
    if (!state.online && !state.away && Date.now() - lastLine > AWAY) { state.away = true; changed(); }
  }

  // --- what we say --------------------------------------------------------------------------
  /** Ask, by socket or by request; the id makes asking twice the same as once. Throws without a line. */
  async function exchange(command) {
    let answer;
    if (greeted) {
      try { answer = await socket.timeout(ANSWER).emitWithAck('command', command); } catch { probe(); }
    }
    answer ??= await request(`/${page.event}/command?${new URLSearchParams({audience: page.audience, history: state.history})}`, {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(command),
    });
    setOnline(true);
    if (answer.mine) take({mine: answer.mine});
    return answer;
  }
  async function ask(command) {
    try {
      return await exchange({id: newId(), ...command});
    } catch {
      return {ok: false, refused: 'refused_offline'};
    }
  }

  // --- start --------------------------------------------------------------------------------
  const outbox = openOutbox?.({page, state, exchange, changed, onAnswer, onEmpty: settleDebt});
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (Math.abs(now - last - 2000) > 4000) probe(); // the device slept, or its clock was set
    last = now;
    watch();
    outbox?.keep();
  }, 2000);
  document.addEventListener('visibilitychange', () => document.hidden || probe());
  addEventListener('pageshow', (event) => event.persisted && probe());
  addEventListener('online', () => probe());
  addEventListener('offline', () => setOnline(false));
  socket.connect();

  const send = (command) => {
    const whole = {id: newId(), ...command};
    outbox.send(whole);
    return whole.id;
  };
  return {state, ask, send, forget: outbox?.forget};
}

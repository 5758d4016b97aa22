// The outbox: nothing said is lost, nothing is said twice, whatever happens to line, tab, server or file.
import assert from 'node:assert/strict';
import test from 'node:test';
import {newBrowser, settle} from './browser.mjs';

const browser = newBrowser();
const {openDrafts} = await import('../../static/js/live/drafts.js');
const {openOutbox, standing} = await import('../../static/js/live/outbox.js');
const {home} = await import('../../static/js/live/rehearsal.js');

let serial = 0;
let meeting = 'T0'; // another for every test, so that a phone of an earlier one has nothing here
const contribute = (text, id = `c${String(++serial).padStart(15, '0')}`) => ({id, do: 'contribute', activity: 'ideer', text});

/** A phone in front of a server that can be cut off, may answer no, and remembers what it accepted. */
function newPhone({event = meeting, salt = 'anna', history = 'h1', date = '2015-12-10', rehearsal = false, server = {online: true, got: [], salt}} = {}) {
  const state = {mine: {salt, contributions: [], marks: {}}, history, rows: {event: {stage: 'open', date, rehearsal}}, online: true, outbox: []};
  const told = [];
  const exchange = async (command) => {
    if (!server.online) throw new Error('no line');
    server.got.push(command);
    state.mine = {...state.mine, salt: server.salt};
    return server.answer?.(command) ?? {ok: true};
  };
  const outbox = openOutbox({page: {event}, state, exchange, changed() {}, onAnswer: (...said) => told.push(said), onEmpty() {}});
  return {state, server, told, outbox, texts: () => server.got.map(({text}) => text)};
}
const fresh = () => {
  browser.map.clear();
  meeting = `T${++serial}`;
};
const waiting = () => browser.keys().filter((key) => key.startsWith('o:'));

test('it works', async () => {
  fresh();
  const phone = newPhone();
  phone.outbox.send(contribute('kaffe'));
  await settle();
  assert.deepEqual(phone.texts(), ['kaffe']);
  assert.equal(phone.outbox.waiting(), 0);
  assert.equal(phone.told[0][1].ok, true);
});

test('a command is stored before it is sent', () => {
  fresh();
  const phone = newPhone();
  phone.outbox.send(contribute('kaffe'));
  assert.equal(waiting().length, 1);
});

test('without a line everything stays, and a later tab sends it in order', async () => {
  fresh();
  const before = newPhone({server: {online: false, got: [], salt: 'anna'}});
  for (const text of ['en', 'to', 'tre']) before.outbox.send(contribute(text));
  await settle();
  assert.equal(before.outbox.waiting(), 3);
  const after = newPhone();
  await settle();
  assert.deepEqual(after.texts(), ['en', 'to', 'tre']);
});

test('a clock that is set back does not change the order', async () => {
  fresh();
  const phone = newPhone({server: {online: false, got: [], salt: 'anna'}});
  phone.outbox.send(contribute('en'));
  const now = Date.now;
  Date.now = () => now() - 3_600_000;
  phone.outbox.send(contribute('to'));
  Date.now = now;
  const after = newPhone();
  await settle();
  assert.deepEqual(after.texts(), ['en', 'to']);
});

test('an answer that asks to try again keeps the command', async () => {
  fresh();
  const phone = newPhone({server: {online: true, got: [], salt: 'anna', answer: () => ({ok: false, refused: 'refused_disk', again: true})}});
  phone.outbox.send(contribute('kaffe'));
  await settle();
  assert.equal(phone.outbox.waiting(), 1);
  assert.equal(phone.told.length, 0);
});

test('a refused text stays on the phone with its reason', async () => {
  fresh();
  const phone = newPhone({server: {online: true, got: [], salt: 'anna', answer: () => ({ok: false, refused: 'refused_not_yet', args: {}})}});
  phone.outbox.send(contribute('kaffe'));
  await settle();
  assert.equal(phone.outbox.waiting(), 0);
  assert.equal(phone.state.outbox.length, 1);
  assert.equal(standing(phone.state.outbox[0]), 'refused');
  assert.equal(phone.state.outbox[0].command.text, 'kaffe');
  phone.outbox.forget(phone.state.outbox[0].key);
  assert.equal(phone.state.outbox.length, 0);
});

test('a refused mark is only told', async () => {
  fresh();
  const phone = newPhone({server: {online: true, got: [], salt: 'anna', answer: () => ({ok: false, refused: 'refused_closed'})}});
  phone.outbox.send({id: 'm1', do: 'mark', activity: 'vote', target: 'c1', value: true});
  await settle();
  assert.equal(phone.state.outbox.length, 0);
  assert.equal(phone.told[0][1].refused, 'refused_closed');
});

test('a waiting mark is replaced by a newer one on the same target', async () => {
  fresh();
  const phone = newPhone();
  phone.state.online = false;
  const mark = (id, target, value) => phone.outbox.send({id, do: 'mark', activity: 'vote', target, value});
  mark('m1', 'c1', true);
  mark('m2', 'c2', true);
  mark('m3', 'c1', false);
  assert.deepEqual(phone.state.outbox.map(({id}) => id), ['m2', 'm3']);
});

test('what was never asked is changed and taken back in place', async () => {
  fresh();
  const phone = newPhone();
  phone.state.online = false;
  const first = contribute('kafe'), second = contribute('te');
  phone.outbox.send(first);
  phone.outbox.send(second);
  phone.outbox.send({id: 'e1', do: 'edit', target: first.id, text: 'kaffe'});
  phone.outbox.send({id: 't1', do: 'take_back', target: second.id});
  phone.state.online = true;
  await phone.outbox.flush();
  await settle();
  assert.deepEqual(phone.texts(), ['kaffe']);
});

test('what may have reached the server is changed by a command of its own', async () => {
  fresh();
  const server = {online: false, got: [], salt: 'anna'};
  const phone = newPhone({server});
  const first = contribute('kafe');
  phone.outbox.send(first);
  await settle();
  phone.outbox.send({id: 'e1', do: 'edit', target: first.id, text: 'kaffe'});
  server.online = true;
  await newPhone({server}).outbox.flush();
  await settle();
  assert.deepEqual(server.got.map((command) => [command.do, command.text]), [['contribute', 'kafe'], ['edit', 'kaffe']]);
});

test('two tabs keep everything that both say', async () => {
  fresh();
  const server = {online: false, got: [], salt: 'anna'};
  const tabs = [newPhone({server}), newPhone({server})];
  for (let n = 0; n < 200; n++) tabs[n % 2].outbox.send(contribute(`idé ${n}`));
  assert.equal(waiting().length, 200);
  browser.storageEvent(waiting()[0]);
  assert.equal(tabs[0].state.outbox.length, 200);
});

test('what was written before the server knew the person becomes theirs', async () => {
  fresh();
  const phone = newPhone({salt: '', server: {online: true, got: [], salt: ''}});
  phone.state.online = false;
  phone.outbox.send(contribute('kaffe'));
  phone.state.mine = {...phone.state.mine, salt: 'anna'};
  phone.outbox.look();
  assert.equal(phone.state.outbox.length, 1);
  assert.match(waiting()[0], /^o:T\d+:anna:/);
});

test('another person on the same phone does not send what is not theirs', async () => {
  fresh();
  newPhone({server: {online: false, got: [], salt: 'anna'}}).outbox.send(contribute('Annas'));
  await settle();
  const other = newPhone({salt: 'bent'});
  await settle();
  assert.deepEqual(other.texts(), []);
  assert.equal(waiting().length, 1);
});

test('after a restore everything that was received is offered once more, in order', async () => {
  fresh();
  const phone = newPhone();
  for (const text of ['en', 'to']) phone.outbox.send(contribute(text));
  await settle();
  const restored = newPhone({history: 'h2'});
  await settle();
  assert.deepEqual(restored.texts(), ['en', 'to']);
  const again = newPhone({history: 'h2'});
  await settle();
  assert.deepEqual(again.texts(), []);
});

test('after a restore that has forgotten the person, it is offered as the new one', async () => {
  fresh();
  newPhone().outbox.send(contribute('en'));
  await settle();
  const restored = newPhone({salt: '', history: 'h2', server: {online: true, got: [], salt: 'ny'}});
  await settle();
  assert.deepEqual(restored.texts(), ['en']);
});

test('a meeting of another day with the same code gets nothing of what was said', async () => {
  fresh();
  newPhone().outbox.send(contribute('en'));
  await settle();
  const next = newPhone({salt: '', history: 'h9', date: '2016-12-10', server: {online: true, got: [], salt: 'ny'}});
  await settle();
  assert.deepEqual(next.texts(), []);
});

test('receipts are the last 200, and none after sealing', async () => {
  fresh();
  const phone = newPhone();
  for (let n = 0; n < 205; n++) phone.outbox.send(contribute(`idé ${n}`));
  await settle();
  for (let n = 0; n < 30; n++) await settle();
  const receipts = () => browser.keys().filter((key) => key.startsWith('r:')).length;
  assert.equal(receipts(), 200);
  phone.state.rows.event.stage = 'sealed';
  phone.outbox.look();
  assert.equal(receipts(), 0);
});

test('a rehearsal and the meeting never mix what waits, what was received and what is half-written', async () => {
  fresh();
  const real = newPhone({server: {online: false, got: [], salt: 'anna'}});
  real.outbox.send(contribute('for alvor'));
  const rehearsal = newPhone({salt: 'øver', history: 'r1', rehearsal: true, server: {online: true, got: [], salt: 'øver'}});
  rehearsal.outbox.send(contribute('øvelse'));
  await settle();
  assert.deepEqual(rehearsal.texts(), ['øvelse'], 'what waits for the meeting is not said to its rehearsal');
  rehearsal.state.online = false;
  rehearsal.outbox.send(contribute('blev liggende'));
  openDrafts(() => `${home(meeting, rehearsal.state.rows)}:2015-12-10`).set('ideer', 'halvt');
  const after = newPhone();
  await settle();
  assert.deepEqual(after.texts(), ['for alvor'], 'nor the other way round');
  assert.deepEqual(browser.keys().filter((key) => key.includes('+')), [], 'and nothing of the rehearsal is left');
});

test('a phone that stays open from a rehearsal keeps nothing of it', async () => {
  fresh();
  const server = {online: true, got: [], salt: 'øver'};
  const phone = newPhone({salt: 'øver', history: 'r1', rehearsal: true, server});
  phone.outbox.send(contribute('øvelse'));
  await settle();
  server.online = false;
  phone.outbox.send(contribute('på vej'));
  await settle();
  Object.assign(phone.state, {history: 'h1', mine: {salt: '', contributions: []}, rows: {event: {stage: 'planned', date: '2015-12-10', rehearsal: false}}});
  phone.outbox.look();
  Object.assign(server, {online: true, salt: ''});
  await phone.outbox.flush();
  assert.deepEqual(phone.texts(), ['øvelse']);
  assert.deepEqual(phone.state.outbox, []);
});

test('a second rehearsal is offered nothing of the first', async () => {
  fresh();
  const first = newPhone({salt: 'øver', history: 'r1', rehearsal: true});
  first.outbox.send(contribute('øvelse'));
  await settle();
  const second = newPhone({salt: 'igen', history: 'r2', rehearsal: true, server: {online: true, got: [], salt: 'igen'}});
  await settle();
  assert.deepEqual(second.texts(), []);
});

// A browser that keeps nothing, or is full for a while: what people say still goes, none of it is forgotten, and they are told.
import assert from 'node:assert/strict';
import test from 'node:test';
import {newBrowser, settle} from './browser.mjs';

const browser = newBrowser({quota: 0});
const store = await import('../../static/js/live/store.js');
const {openOutbox} = await import('../../static/js/live/outbox.js');

let serial = 0;
/** A phone with a line, in a meeting of its own; `say(text)` gives the key under which it waits. */
function newPhone() {
  const state = {mine: {salt: 's'}, history: 'h1', rows: {}, online: true, outbox: []};
  const got = [];
  const event = `T${++serial}`;
  const exchange = async (command) => { got.push(command.text); return {ok: true}; };
  const outbox = openOutbox({page: {event}, state, exchange, changed() {}, onEmpty() {}});
  const say = (text) => outbox.send({id: `c${++serial}`, do: 'contribute', activity: 'ideer', text});
  const kept = (kind) => browser.keys().filter((key) => key.startsWith(`${kind}:${event}:`)).length;
  const known = (kind) => store.keys().filter((key) => key.startsWith(`${kind}:${event}:`)).length;
  return {state, got, event, outbox, say, kept, known};
}
const fresh = () => { store.keys().forEach(store.remove); browser.quota = Infinity; };
const full = () => { browser.quota = [...browser.map].reduce((sum, [key, value]) => sum + key.length + value.length, 0); };

test('it works in memory', () => {
  store.set('a', '1');
  assert.equal(store.get('a'), '1');
  assert.deepEqual(store.keys(), ['a']);
  store.remove('a');
  assert.equal(store.get('a'), null);
});

test('what is said goes though nothing is kept, and it is said that it is not', async () => {
  const phone = newPhone();
  assert.equal(phone.state.stored, true, 'while there is nothing that could be lost');
  phone.state.online = false;
  phone.say('kaffe');
  assert.equal(phone.state.stored, false);
  phone.state.online = true;
  phone.outbox.flush();
  await settle();
  assert.deepEqual([phone.got, phone.state.stored], [['kaffe'], true]);
});

test('what cannot be read is as good as gone', () => {
  store.set('b', '{half');
  assert.equal(store.read('b'), null);
});

test('what there was no room for is stored as soon as there is, and the notice goes by itself', () => {
  fresh();
  const phone = newPhone();
  phone.state.online = false;
  full();
  phone.say('kaffe');
  assert.equal(phone.state.stored, false);
  assert.deepEqual([phone.kept('o'), phone.known('o')], [0, 1]);
  browser.quota = Infinity;
  phone.outbox.keep();
  assert.deepEqual([phone.kept('o'), phone.state.stored], [1, true]);
});

test('what waits takes the room of the oldest receipts, which come back when it is gone', async () => {
  fresh();
  const phone = newPhone();
  for (let n = 0; n < 20; n++) phone.say(`idé ${n}`);
  await settle();
  full();
  phone.state.online = false;
  phone.say('en længere idé, som der ikke er plads til');
  assert.equal(phone.kept('o'), 1, 'what nobody else has survives a reload');
  assert.ok(phone.kept('r') >= 17 && phone.kept('r') < 20, 'no more give way than have to');
  assert.equal(phone.known('r'), 20, 'and none is forgotten');
  assert.equal(phone.state.stored, true, 'nobody is worried by what has been received');
  phone.outbox.forget(phone.state.outbox[0].key);
  assert.equal(phone.kept('r'), 20);
});

test('receipts that there was no room for are offered after a restore, whatever another tab has seen', async () => {
  fresh();
  const phone = newPhone();
  full();
  phone.say('kaffe');
  await settle();
  assert.deepEqual([phone.kept('r'), phone.known('r')], [0, 1]);
  browser.quota = Infinity;
  browser.map.set(`h:${phone.event}`, JSON.stringify({history: 'h2', salt: 's'}));
  browser.quota = 0;
  phone.state.history = 'h2';
  phone.outbox.look();
  await phone.outbox.flush();
  assert.deepEqual(phone.got, ['kaffe', 'kaffe']);
});

test('what is in memory alone is forgotten as well when another tab forgets', async () => {
  fresh();
  const phone = newPhone();
  full();
  phone.say('kaffe');
  await settle();
  browser.map.delete(`h:${phone.event}`);
  browser.storageEvent(`h:${phone.event}`, null);
  assert.equal(phone.known('r'), 0);
});

test('a browser that says no from one moment to the next loses nothing of what is said', async () => {
  fresh();
  const phone = newPhone();
  phone.say('en');
  await settle();
  browser.quota = 0;
  for (const text of ['to', 'tre']) phone.say(text);
  await settle();
  assert.deepEqual(phone.got, ['en', 'to', 'tre']);
  assert.equal(phone.known('r'), 3);
  browser.quota = Infinity;
  phone.outbox.keep();
  assert.equal(phone.kept('r'), 3);
});

// A browser that keeps nothing, or is full: what people say still goes, and they are told that it is not kept.
import assert from 'node:assert/strict';
import test from 'node:test';
import {newBrowser, settle} from './browser.mjs';

newBrowser({quota: 0});
const store = await import('../../static/js/live/store.js');
const {openOutbox} = await import('../../static/js/live/outbox.js');

test('it works in memory', () => {
  store.set('a', '1');
  assert.equal(store.get('a'), '1');
  assert.deepEqual(store.keys(), ['a']);
  store.remove('a');
  assert.equal(store.get('a'), null);
});

test('it is said that nothing is kept', async () => {
  const state = {mine: {salt: 's'}, history: 'h', rows: {}, online: true, outbox: []};
  const got = [];
  const outbox = openOutbox({page: {event: 'T0T'}, state, exchange: async (command) => { got.push(command); return {ok: true}; }, changed() {}, onEmpty() {}});
  assert.equal(state.stored, false);
  outbox.send({id: 'c1', do: 'contribute', activity: 'ideer', text: 'kaffe'});
  await settle();
  assert.equal(got.length, 1);
});

test('what cannot be read is as good as gone', () => {
  store.set('b', '{half');
  assert.equal(store.read('b'), null);
});

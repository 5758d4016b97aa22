// What a screen knows: whole views, differences that come twice, late or never, and what is its person's own.
import assert from 'node:assert/strict';
import test from 'node:test';
import {createState, takeAnswer, takeUpdate} from '../../static/js/live/state.js';
import {rowsOf} from '../../static/js/parts/order.js';
import {countdown, lastMinute, timeLeft} from '../../static/js/parts/time.js';
import {length, t, useTexts} from '../../static/js/parts/text.js';
import {ownContributions, ownMarks} from '../../static/js/parts/phone/said.js';

const room = (version, rows) => ({epoch: 'e', version, history: 'h', clock: 1000, rows});
const update = (from, to, rows = {}, gone = []) => ({from, to, clock: 2000, rows, gone});

test('it works', () => {
  const state = createState({room: room(1, {event: {title: 'a'}})});
  assert.equal(takeUpdate(state, update(1, 2, {'c:1': {id: '1'}}, [])), true);
  assert.deepEqual(Object.keys(state.rows), ['event', 'c:1']);
  assert.equal(takeUpdate(state, update(2, 3, {}, ['c:1'])), true);
  assert.deepEqual(Object.keys(state.rows), ['event']);
});

test('a difference that comes twice or late changes nothing', () => {
  const state = createState({room: room(5, {'c:1': {text: 'ny'}})});
  assert.equal(takeUpdate(state, update(3, 4, {'c:1': {text: 'gammel'}})), true);
  assert.equal(state.rows['c:1'].text, 'ny');
});

test('a gap is noticed', () => {
  const state = createState({room: room(5, {})});
  assert.equal(takeUpdate(state, update(6, 7)), false);
  assert.equal(state.version, 5);
});

test('a new epoch replaces everything', () => {
  const state = createState({room: room(5, {'c:1': {}})});
  takeAnswer(state, {room: {...room(1, {'c:2': {}}), epoch: 'other'}});
  assert.deepEqual(Object.keys(state.rows), ['c:2']);
});


test('rows are found by sort and activity', () => {
  const rows = {'c:1': {id: '1', activity: 'x'}, 'c:2': {id: '2', activity: 'y'}, 't:1': {activity: 'x'}};
  assert.deepEqual(rowsOf(rows, 'c', 'x').map(({id}) => id), ['1']);
});

test('own contributions are what the server knows with the outbox over it', () => {
  const mine = {contributions: [{id: 'a', activity: 'x', text: 'A'}, {id: 'b', activity: 'x', text: 'B'}], marks: {}};
  const item = (command, refused = null) => ({key: `k${command.id}`, at: Date.now(), id: command.id, command, refused});
  const outbox = [
    item({id: 'c', do: 'contribute', activity: 'x', text: 'C'}), item({id: 'a', do: 'contribute', activity: 'x', text: 'A'}),
    item({id: 'e1', do: 'edit', target: 'a', text: 'A2'}), item({id: 't1', do: 'take_back', target: 'b'}),
    item({id: 'd', do: 'contribute', activity: 'x', text: 'D'}, 'refused_not_yet'),
  ];
  assert.deepEqual(ownContributions({mine, outbox}, 'x').map(({text, how}) => [text, how]), [['D', 'refused'], ['C', 'sending'], ['A2', 'sending']]);
  assert.deepEqual(ownContributions({mine, outbox}, 'y'), []);
});

test('own marks are wishes, the latest last', () => {
  const mine = {contributions: [], marks: {v: {a: true, b: true}}};
  const outbox = [{command: {do: 'mark', activity: 'v', target: 'a', value: false}}, {command: {do: 'mark', activity: 'other', target: 'b', value: false}}];
  assert.deepEqual(ownMarks({mine, outbox}, 'v'), {a: false, b: true});
});

test('texts fill their places and count', () => {
  useTexts({language: 'da', texts: {a: 'Hej {name}', n_one: 'én', n_other: '{n} stk.'}});
  assert.equal(t('a', {name: 'Bo'}), 'Hej Bo');
  assert.equal(t('n', {n: 1}), 'én');
  assert.equal(t('n', {n: 4}), '4 stk.');
  assert.equal(t('missing'), 'missing');
  assert.equal(length('a\u030a👩‍🌾'), 4);
});

test('time is told in whole minutes, and in seconds in the last', () => {
  const say = (key, {n}) => `${key} ${n}`;
  assert.equal(timeLeft(say, {ends: 250_000}, 0), 'common_minutes_about 4');
  assert.equal(timeLeft(say, {ends: 30_500}, 0), 'common_seconds 31');
  assert.equal(timeLeft(say, null, 0), '');
  assert.equal(timeLeft(() => 'slut', {ends: 0}, 5), 'slut');
  assert.equal(lastMinute({left: 30_000}, 0), false);
  assert.equal(countdown({ends: 65_000}, 0), '1:05');
});

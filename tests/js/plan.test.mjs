// The editor's own reckoning: times that follow, pointers that let go, and two people's changes put together.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {advice, screenTime} from '../../static/js/parts/plan/advice.js';
import {added, copied, moved, rebased, received, removed, same, sent} from '../../static/js/parts/plan/form.js';
import {asClock, beginning, begins, lasting, starting} from '../../static/js/parts/plan/times.js';

const item = (key, at, minutes, more = {}) => ({
  key, at, minutes, kind: 'conversation', preset: '', title: key, block: `x:${key}`, prompt: '', short: '', say: [], bring: [], lead: [], settings: {}, ...more,
});
const plan = () => received({
  event: {title: 'T', starts: '13.00', ends: '14.00', hosts: [], minutes_at: '', minutes_by: ''}, wifi: null, letterhead: null,
  activities: [item('a', '13.00', 10), item('b', '13.10', 5, {kind: 'ideas'}), item('c', '13.20', 20), item('d', null, 5)],
});
const times = (form) => form.activities.map((one) => `${one.key} ${one.at}`).join(', ');

test('it works', () => {
  assert.equal(times(moved(plan(), 2, 0)), 'c 13.00, a 13.20, b 13.30, d null');
});

test('an item keeps its slot wherever it is moved, also the time that no timer counts', () => {
  const form = moved(plan(), 1, 0);
  assert.equal(times(form), 'b 13.00, a 13.10, c 13.20, d null');
  assert.equal(times(moved(form, 0, 1)), times(plan()));
  assert.equal(moved(plan(), 0, -1).activities[0].key, 'a');
});

test('longer or shorter, what comes after follows', () => {
  assert.equal(times(lasting(plan(), 1, 9)), 'a 13.00, b 13.10, c 13.24, d null');
  assert.equal(times(lasting(plan(), 0, null)), 'a 13.00, b 13.00, c 13.10, d null');
  assert.equal(times(beginning(plan(), 1, '13.15')), 'a 13.00, b 13.15, c 13.25, d null');
  assert.equal(times(beginning(plan(), 1, null)), 'a 13.00, b null, c 13.20, d null');
  assert.equal(times(removed(plan(), 0)), 'b 13.00, c 13.10, d null');
  assert.equal(begins(plan()).at(-1), 13 * 60 + 45);
});

test('the whole meeting moves along with its beginning', () => {
  const form = starting(plan(), '18.30');
  assert.equal(times(form), 'a 18.30, b 18.40, c 18.50, d null');
  assert.equal(form.event.ends, '19.30');
  assert.equal(starting(plan(), 'kl').event.starts, 'kl');
});

test('a time may be typed as people do', () => {
  for (const text of ['9', '09.00', '9:00', 'kl. 9.00', '0900']) assert.equal(asClock(text), '09.00');
  assert.equal(asClock('25.00'), '25.00');
});

test('new ones and copies have keys that nobody has, and a copy comes right after', () => {
  const form = added(copied(plan(), 0), 1, {...item('', null, 3), title: 'A', block: ''});
  assert.deepEqual(form.activities.map((one) => one.key), ['a', 'a-3', 'a-2', 'b', 'c', 'd']);
  assert.equal(form.activities[2].block, 'x:a');
  assert.equal(new Set(form.activities.map((one) => one.uid)).size, 6);
});

test('who pointed to what is removed does so no longer', () => {
  const form = plan();
  form.activities[3] = {...form.activities[3], kind: 'vote', settings: {sources: ['b']}};
  assert.deepEqual(removed(form, 1).activities[2].settings, {sources: []});
  assert.deepEqual(form.activities[3].settings, {sources: ['b']}, 'and the form before is as it was');
});

test('what is sent has no names of ours and no empty lines', () => {
  const form = plan();
  form.activities[0] = {...form.activities[0], say: ['', ' Hej ', '']};
  assert.deepEqual(sent(form).activities[0].say, ['Hej']);
  assert.equal('uid' in sent(form).activities[0], false);
  assert.equal(same(plan(), received(JSON.parse(JSON.stringify(sent(plan())).replaceAll('x:', 'y:')))), true);
});

test('my changes and those of the file are put together, field by field', () => {
  const base = plan();
  let mine = structuredClone(base);
  mine.activities[0].title = 'min';
  mine.event.title = 'Min';
  mine.activities.splice(2, 1);
  mine = added(mine, 1, {...item('', null, 3), title: 'Ny', block: ''});
  const theirs = received(sent(structuredClone(base)));
  theirs.activities[0] = {...theirs.activities[0], minutes: 12, block: 'y:a'};
  theirs.activities.push(item('e', null, 4, {uid: 'e'}));
  theirs.event.ends = '15.00';
  const both = rebased(base, mine, theirs);
  assert.deepEqual(both.activities.map((one) => one.key), ['a', 'ny', 'b', 'd', 'e']);
  assert.deepEqual([both.activities[0].title, both.activities[0].minutes, both.activities[0].block], ['min', 12, 'y:a']);
  assert.deepEqual([both.event.title, both.event.ends], ['Min', '15.00']);
});

test('what the file deleted stays away unless I changed it', () => {
  const base = plan();
  const theirs = received(sent(structuredClone(base)));
  theirs.activities.splice(1, 2);
  const mine = structuredClone(base);
  mine.activities[2].title = 'min';
  const both = rebased(base, mine, theirs);
  assert.deepEqual(both.activities.map((one) => `${one.key}${one.block && '!'}`), ['a!', 'c', 'd!']);
});

test('phones and advice are reckoned', () => {
  const view = {kinds: {conversation: {at_phone: 0}, ideas: {at_phone: null}}, untimed: 5};
  assert.deepEqual(screenTime(plan(), view), {phones: 5, whole: 60});
  const form = plan();
  form.activities[0].kind = 'vote';
  const said = Object.fromEntries(advice(form).map((one) => [one.key, one.good]));
  assert.deepEqual(said, {organise_ends_early: true, organise_advice_break: true, organise_advice_no_talk: false, organise_advice_no_minutes: false});
});

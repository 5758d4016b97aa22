// How the day goes: drift and the end, as they follow from the plan, the clock and what was changed under way.
import assert from 'node:assert/strict';
import test from 'node:test';
import {expected, schedule} from '../../static/js/parts/console/schedule.js';

const at = (text) => Date.parse(`2015-12-10T${text}:00Z`);

/** A programme of three, as the server tells it when the second began at 13.11 instead of 13.05. */
function rows({now = 'b', ...changes} = {}) {
  const one = (id, position, planned, minutes, real, stage) => ({
    id, position, stage, real, skipped: false, takes: minutes, opened_at: stage === 'planned' ? null : 'then', planned: {at: planned, minutes}, ...changes[id],
  });
  return {
    event: {timezone: 'UTC', stage: 'open', now, ends: '13.45', ...changes.event},
    'a:a': one('a', 1, '13.00', 5, '13.00', 'closed'),
    'a:b': one('b', 2, '13.05', 10, '13.11', 'open'),
    'a:c': one('c', 3, '13.15', 30, '13.21', 'planned'),
  };
}

test('it works', () => {
  assert.deepEqual(schedule(rows(), at('13:12')), {clock: '13.12', late: 6, ends: '13.51', agreed: '13.45'});
});

test('what takes longer than planned makes it later while it runs', () => {
  assert.equal(schedule(rows({c: {real: '13.30'}}), at('13:30')).late, 15);
});

test('the end follows what is shortened or passed over', () => {
  assert.equal(schedule(rows({c: {takes: 20}}), at('13:12')).ends, '13.41');
  assert.equal(schedule(rows({c: {skipped: true, real: null}}), at('13:12')).ends, '13.21');
});

test('the end is never before now', () => {
  assert.equal(schedule(rows({now: 'c', c: {stage: 'open', opened_at: 'then', real: '13.21'}}), at('13:59')).ends, '13.59');
});

test('a round that nobody planned is as late as what comes after it', () => {
  const day = schedule(rows({b: {planned: {at: null, minutes: null}}, c: {real: '13.25'}}), at('13:12'));
  assert.equal(day.late, 10);
});

test('a meeting run at another time of day, or not yet, has no drift', () => {
  for (const change of [{b: {real: '20.00'}}, {event: {stage: 'planned', now: null}}, {now: null}]) {
    const day = schedule(rows(change), at('20:01'));
    assert.deepEqual([day.late, day.ends], [null, null]);
    assert.equal(expected(rows()['a:c'], day), '', 'and nothing is said of what comes');
  }
});

test('what is to come is expected when the server says', () => {
  assert.equal(expected(rows()['a:c'], schedule(rows(), at('13:12'))), '13.21');
  assert.equal(expected(rows({c: {skipped: true, real: null}})['a:c'], {late: 6}), '');
});

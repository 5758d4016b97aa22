// How it goes: what is said, and what somebody has to see to.
import assert from 'node:assert/strict';
import test from 'node:test';
import {lines, toSeeTo} from '../../static/js/parts/console/health.js';

const WELL = {disk: 'ok', power: {plugged: true, percent: 90}, room: 40000, copied: {at: '14.32', failed: false}, address: null, not_cleaned: [], in_step: 40, phones: 40};
const said = (more) => lines({health: {...WELL, ...more}}).map(({key}) => key.replace('console_health_', ''));

test('it works', () => {
  assert.deepEqual(said({}), ['phones', 'disk', 'plugged', 'copied']);
  assert.equal(toSeeTo({health: WELL}), 0);
  assert.equal(toSeeTo({}), 0, 'before the meeting');
});

test('what is wrong is counted, and told with what to do', () => {
  const wrong = {disk: 'failing', power: {plugged: false, percent: 12}, room: 300, copied: {at: null, failed: true}, address: '192.168.8.10'};
  assert.equal(toSeeTo({health: {...WELL, ...wrong}}), 5);
  assert.ok(lines({health: {...WELL, ...wrong}}).every((line) => !line.wrong || line.note));
  assert.equal(toSeeTo({health: {...WELL, disk: 'slow'}}), 1);
});

test('what is only so is not counted', () => {
  assert.equal(toSeeTo({health: {...WELL, in_step: 38, power: {plugged: false, percent: 80}}}), 0);
  assert.ok(lines({health: {...WELL, in_step: 38}})[0].note, 'phones that sleep come by themselves');
  assert.equal(toSeeTo({health: {...WELL, not_cleaned: ['KINGSTON']}}), 0, 'a stick that is lost cannot be plugged in');
  assert.deepEqual(said({power: null, room: null, copied: null, not_cleaned: ['KINGSTON']}), ['phones', 'disk', 'not_cleaned']);
});

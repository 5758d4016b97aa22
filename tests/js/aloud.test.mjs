// At most six sentences a minute are read out; what waited gives way to what is newer; refusals never wait.
import assert from 'node:assert/strict';
import test from 'node:test';
import {createAloud} from '../../static/js/parts/console/aloud.js';

/** A reader on a clock of its own. */
function bench(context) {
  context.mock.timers.enable({apis: ['setTimeout']});
  const heard = [];
  let time = 0;
  const aloud = createAloud((said) => heard.push(said.key), () => time);
  const pass = (ms) => { time += ms; context.mock.timers.tick(ms); };
  return {aloud, heard, pass};
}

test('it works', (context) => {
  const {aloud, heard, pass} = bench(context);
  for (let n = 0; n < 60; n += 1) {
    aloud.say({key: `${n}`, tone: 'quiet'});
    pass(1000);
  }
  assert.ok(heard.length <= 6, `${heard.length} in a minute`);
});

test('the latest of those that had to wait is told when there is room', (context) => {
  const {aloud, heard, pass} = bench(context);
  for (let n = 0; n < 10; n += 1) aloud.say({key: `${n}`, tone: 'quiet'});
  assert.deepEqual(heard, ['0', '1', '2', '3', '4', '5']);
  pass(60_002);
  assert.deepEqual(heard.slice(6), ['9']);
});

test('a refusal is told at once', (context) => {
  const {aloud, heard} = bench(context);
  for (let n = 0; n < 8; n += 1) aloud.say({key: `${n}`, tone: 'quiet'});
  aloud.say({key: 'no', tone: 'error'});
  assert.equal(heard.at(-1), 'no');
});

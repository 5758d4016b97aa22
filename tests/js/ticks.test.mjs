// What was ticked by hand before a meeting is kept through a reload, and is worth nothing tomorrow.
import assert from 'node:assert/strict';
import test from 'node:test';
import {newBrowser} from './browser.mjs';

newBrowser();
const {createTicks} = await import('../../static/js/live/ticks.js');

test('it works', () => {
  createTicks('7K4').tick('quiet', 'yes');
  assert.deepEqual(createTicks('7K4').all(), {quiet: 'yes'}, 'as after a reload');
});

test('another event, or another day, begins from nothing', () => {
  let day = 'Thu';
  const ticks = createTicks('ABC', () => day);
  assert.deepEqual(ticks.all(), {});
  ticks.tick('bell', 'heard');
  day = 'Fri';
  assert.deepEqual(ticks.all(), {});
  ticks.tick('quiet', 'yes');
  assert.deepEqual(ticks.all(), {quiet: 'yes'});
});

test('a tick can be taken back', () => {
  const ticks = createTicks('DEF');
  ticks.tick('quiet', 'yes');
  ticks.tick('quiet', '');
  assert.deepEqual(ticks.all(), {});
});

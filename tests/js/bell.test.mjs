// The bell rings once for an end that was seen coming, and never for one that was missed or is muted.
import assert from 'node:assert/strict';
import test from 'node:test';
import {createBell} from '../../static/js/live/bell.js';

const END = 1_000_000;

/** A bell with a counter of what was heard. */
function bench({muted = () => false, woken = true} = {}) {
  const heard = [];
  class Audio {
    currentTime = 7;
    state = 'suspended';
    destination = {};
    resume() { this.state = 'running'; }
    createOscillator() { return {frequency: {}, connect: (next) => next, start: (at) => heard.push(at), stop() {}}; }
    createGain() {
      const nothing = () => {};
      return {gain: {setValueAtTime: nothing, linearRampToValueAtTime: nothing, exponentialRampToValueAtTime: nothing}, connect: (next) => next};
    }
  }
  const bell = createBell(muted, Audio);
  if (woken) bell.wake();
  return {bell, rings: () => heard.length / 3};
}

test('it works', () => {
  const {bell, rings} = bench();
  bell.watch({id: 'a', ends: END}, END - 500);
  assert.equal(rings(), 0);
  bell.watch({id: 'a', ends: END}, END + 400);
  assert.equal(rings(), 1);
  bell.watch({id: 'a', ends: END}, END + 1400);
  assert.equal(rings(), 1, 'once');
});

test('another minute rings again at its own end', () => {
  const {bell, rings} = bench();
  for (const [ends, now] of [[END, END - 1], [END, END], [END + 60_000, END + 1000], [END + 60_000, END + 60_100]]) bell.watch({id: 'a', ends}, now);
  assert.equal(rings(), 2);
});

test('what ended before the page was opened, or while the laptop slept, is no news', () => {
  const {bell, rings} = bench();
  bell.watch({id: 'a', ends: END}, END + 1);
  bell.watch({id: 'a', ends: END + 2000}, END + 2);
  bell.watch({id: 'a', ends: END + 2000}, END + 60_000);
  assert.equal(rings(), 0);
});

test('a timer that was stopped, paused or moved on from is silent', () => {
  const {bell, rings} = bench();
  bell.watch({id: 'a', ends: END}, END - 1);
  bell.watch({id: 'a', ends: null}, END + 1);
  bell.watch({id: 'b', ends: END + 9000}, END + 2);
  bell.watch({}, END + 9001);
  assert.equal(rings(), 0);
});

test('the winding up of a conversation is rung in, once', () => {
  const {bell, rings} = bench();
  bell.watch({id: 'a', step: null}, 0);
  bell.watch({id: 'a', step: 'winding'}, 1);
  bell.watch({id: 'a', step: 'winding'}, 2);
  assert.equal(rings(), 1);
});

test('a page that comes to a winding up does not ring', () => {
  const {bell, rings} = bench();
  bell.watch({id: 'a', step: 'winding'}, 1);
  bell.watch({id: 'b', step: 'winding'}, 2);
  assert.equal(rings(), 0);
});

test('muted, or before a hand has touched the page, it is silent', () => {
  for (const options of [{muted: () => true}, {woken: false}]) {
    const {bell, rings} = bench(options);
    bell.watch({id: 'a', ends: END}, END - 1);
    bell.watch({id: 'a', ends: END}, END);
    assert.equal(rings(), 0);
  }
});

test('a browser without sound goes on in silence', () => {
  const bell = createBell(() => false, null);
  bell.wake();
  bell.watch({id: 'a', ends: END}, END - 1);
  bell.watch({id: 'a', ends: END}, END);
});

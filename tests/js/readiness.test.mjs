// Klar til salen: which of the ten lines has its tick, and what each asks for.
import assert from 'node:assert/strict';
import test from 'node:test';
import {readiness} from '../../static/js/parts/console/readiness.js';

const ready = {power: {plugged: true, percent: 90}, free: 9000, copied_by: '', on_network: false, drives: [], printed: null,
  copy: null, phones: 1};
const rows = (more = {}) => ({
  event: {code: '7K4'}, join: {address: '192.168.8.10'}, screen: {phones: true, scene: null, larger: false, ...more.screen},
  ready: {...ready, ...more.ready},
});
const all = {local: true, battery: {plugged: true, percent: 90}, awake: true, extended: true, board: {open: true, full: true, away: true},
  canFill: false, rung: false, bell: true};
const TICKS = {legible: 'yes', bell: 'heard', quiet: 'yes', cards: 'yes', copy: 'yes'};
const look = (seen = {}, ticks = TICKS, more = {}) =>
  Object.fromEntries(readiness({...all, rows: rows(more), ...seen}, ticks).map((line) => [line.name, line]));
const missing = (...how) => Object.values(look(...how)).filter((line) => !line.ok).map((line) => line.name);
const says = (line) => `${line.ok} ${line.key.replace('console_ready_', '')} ${line.acts.join()}`;

test('it works', () => {
  assert.deepEqual(Object.keys(look()), ['power', 'sleep', 'screen', 'board', 'legible', 'phone', 'bell', 'quiet', 'cards', 'copy']);
  assert.deepEqual(missing(), []);
  assert.deepEqual(missing({}, {}), ['legible', 'bell', 'quiet', 'cards', 'copy'], 'what only people can answer');
});

test('power is there when browser or server says so, and asked of people when neither can', () => {
  const power = (battery, told, ticks) => says(look({battery}, ticks, {ready: {power: told}}).power);
  assert.equal(power({plugged: false, percent: 41}, {plugged: true, percent: 41}), 'true power_ok ');
  assert.equal(power({plugged: false, percent: 41}, null), 'false power_battery ');
  assert.equal(power(null, {plugged: false, percent: 7}), 'false power_battery ');
  assert.equal(power(null, null), 'false power_look tick');
  assert.equal(power(null, null, {power: 'yes'}), 'true power_hand untick');
});

test('a browser without the means asks people, and believes them', () => {
  const bare = {battery: null, awake: null, extended: null, board: null};
  assert.deepEqual(missing(bare), ['sleep', 'screen', 'board']);
  assert.equal(says(look(bare).screen), 'false screen_look tick,mode');
  assert.deepEqual(missing(bare, {...TICKS, sleep: 'yes', screen: 'yes', board: 'yes'}), []);
});

test('what is seen cannot be ticked away', () => {
  assert.deepEqual(missing({extended: false}, {...TICKS, screen: 'yes'}), ['screen']);
  assert.deepEqual(missing({board: {open: true, full: false}}, {...TICKS, board: 'yes'}), ['board']);
});

test('a console on another computer says that it cannot see the laptop', () => {
  const away = look({local: false, extended: true, awake: true, board: {open: true, full: true, away: true}});
  for (const name of ['sleep', 'screen', 'board']) assert.match(says(away[name]), /^false \w+_elsewhere tick/);
});

test('the board fills the other screen, or is told how', () => {
  const board = (seen) => says(look(seen).board);
  assert.equal(board({board: {open: false}}), 'false board_shut move');
  assert.equal(board({board: {open: false}, extended: false}), 'false board_shut open');
  assert.equal(board({board: {open: true, full: false}}), 'false board_open move');
  assert.equal(board({board: {open: true, full: false}, canFill: true}), 'false board_open fill');
  assert.equal(board({board: {open: true, full: true, away: false}}), 'false board_here move');
  assert.equal(board({board: {open: true, full: true, away: false}, extended: null}), 'true board_ok ');
});

test('whoever has one screen is asked no more about two', () => {
  assert.deepEqual(missing({extended: false, board: {open: false}}, {...TICKS, one: 'chosen'}), []);
});

test('the last row is asked while the lines are on the board, and again in larger type', () => {
  const line = (screen, ticks = {}) => says(look({}, ticks, {screen}).legible);
  assert.equal(line({}), 'false legible_show try_lines');
  assert.equal(line({scene: 'legible'}), 'false legible_ask readable,larger');
  assert.equal(line({scene: 'legible', larger: true}), 'false legible_ask_larger readable,smaller');
  assert.equal(line({larger: true}, {legible: 'yes'}), 'true legible_larger untick');
});

test('phones that have come are counted, and none are wanted where the meeting goes without', () => {
  assert.deepEqual(look({}, TICKS, {ready: {phones: 3}}).phone.args, {n: 3});
  assert.equal(says(look({}, TICKS, {ready: {phones: 0}}).phone), 'false phone_none codes');
  assert.equal(look({}, TICKS, {ready: {phones: 0}, screen: {phones: false}}).phone.ok, true);
});

test('the bell is tried, heard or not heard, or turned off', () => {
  const bell = (seen, ticks = {}) => says(look(seen, ticks).bell);
  assert.equal(bell({}), 'false bell_try ring');
  assert.equal(bell({rung: true}), 'false bell_ask heard,unheard');
  assert.equal(bell({}, {bell: 'unheard'}), 'false bell_not ring');
  assert.equal(bell({}, {bell: 'heard'}), 'true bell_ok ring');
  assert.equal(bell({bell: false}), 'true bell_off ');
});

test('cards that were printed are held against the address of today', () => {
  const cards = (printed) => look({}, {}, {ready: {printed: {code: '7K4', wifi: null, ...printed}}}).cards;
  assert.equal(says(cards({address: '192.168.8.10'})), 'true cards_ok ');
  assert.equal(says(cards({address: 'http://192.168.8.10/7K4'})), 'true cards_ok ');
  assert.equal(says(cards({address: null})), 'true cards_blank ');
  assert.equal(says(cards({address: null, wifi: {ssid: 'INSP', password: ''}})), 'false cards_wifi print,codes');
  assert.equal(says(cards({address: '10.0.4.23'})), 'false cards_address print,codes');
  assert.deepEqual(cards({address: '10.0.4.23'}).args, {was: '10.0.4.23', is: '192.168.8.10'});
  assert.equal(says(cards({address: '192.168.8.10', code: 'ABC'})), 'false cards_code print,codes');
});

test('a place that is copied to the cloud, or is full, comes before any copy', () => {
  const copy = (more, ticks = {}) => says(look({}, ticks, {ready: more}).copy);
  const done = {drive: 'KINGSTON', state: 'done', at: '12.31'};
  assert.equal(copy({copied_by: 'OneDrive', copy: done}, {copy: 'yes'}), 'false copy_cloud ');
  assert.equal(copy({on_network: true}), 'false copy_network ');
  assert.equal(copy({free: 400}), 'false copy_full ');
  assert.equal(copy({free: null}), 'false copy_none tick');
  assert.equal(copy({drives: ['MIT DREV']}), 'false copy_stick copy MIT DREV,tick');
  assert.equal(copy({drives: ['MIT DREV']}, {copy: 'yes'}), 'true copy_hand untick');
  assert.equal(copy({copy: {...done, state: 'running'}}), 'false copy_running ');
  assert.equal(copy({copy: {...done, state: 'failed'}, drives: ['KINGSTON']}), 'false copy_failed copy KINGSTON');
  assert.equal(copy({copy: done}), 'true copy_ok ');
});

// How ready the room is: ten lines, from what browser and server see and what somebody has ticked by hand. Pure.

const HERE = /^127\.|^$/; // the laptop is on no network
const ROOM = 500; // MB a meeting with photographs should have on the disk

const ok = (name, key, args = {}, acts = []) => ({name, ok: true, key, args, acts});
const todo = (name, key, args = {}, acts = []) => ({name, ok: false, key, args, acts});
/** What nobody but people can see: ticked, or to be. */
const byHand = (name, ticks, key, acts = []) => (ticks[name] ? ok(name, `console_ready_${name}_hand`, {}, ['untick']) : todo(name, key, {}, ['tick', ...acts]));

/**
 * Each of these gives its line: {name, ok, key, args, acts}. `seen` is what laptop.js sees, with the rows:
 * {local, battery, awake, extended, board, canFill, rung, bell, rows}; `ticks` what was answered here today.
 */
const RULES = {
  power({battery, rows: {ready}}, ticks) {
    const told = [battery, ready.power].filter(Boolean);
    if (!told.length) return byHand('power', ticks, 'console_ready_power_look');
    if (told.some(({plugged}) => plugged)) return ok('power', 'console_ready_power_ok');
    return todo('power', 'console_ready_power_battery', {n: told[0].percent});
  },
  sleep({local, awake}, ticks) {
    if (local && awake) return ok('sleep', 'console_ready_sleep_ok');
    return byHand('sleep', ticks, local ? 'console_ready_sleep_settings' : 'console_ready_sleep_elsewhere');
  },
  screen({local, extended}, ticks) {
    if (ticks.one) return ok('screen', 'console_ready_screen_mode', {}, ['extended']);
    if (!local) return byHand('screen', ticks, 'console_ready_screen_elsewhere');
    if (extended === null) return byHand('screen', ticks, 'console_ready_screen_look', ['mode']);
    return extended ? ok('screen', 'console_ready_screen_ok') : todo('screen', 'console_ready_screen_single', {}, ['mode']);
  },
  board({local, extended, board, canFill}, ticks) {
    if (ticks.one) return ok('board', 'console_ready_board_mode');
    if (!local || board === null) return byHand('board', ticks, 'console_ready_board_elsewhere', ['open']);
    if (!board.open) return todo('board', 'console_ready_board_shut', {}, [extended === false ? 'open' : 'move']);
    if (board.full && extended && !board.away) return todo('board', 'console_ready_board_here', {}, ['move']);
    if (board.full) return ok('board', 'console_ready_board_ok');
    return todo('board', 'console_ready_board_open', {}, canFill ? ['fill'] : extended === false ? [] : ['move']);
  },
  legible({rows: {screen}}, ticks) {
    if (ticks.legible) return ok('legible', screen.larger ? 'console_ready_legible_larger' : 'console_ready_legible_ok', {}, ['untick']);
    if (screen.scene !== 'legible') return todo('legible', 'console_ready_legible_show', {}, ['try_lines']);
    return screen.larger ? todo('legible', 'console_ready_legible_ask_larger', {}, ['readable', 'smaller'])
      : todo('legible', 'console_ready_legible_ask', {}, ['readable', 'larger']);
  },
  phone({rows: {ready, screen}}) {
    if (!screen.phones) return ok('phone', 'console_ready_phone_without');
    return ready.phones ? ok('phone', 'console_ready_phone_ok', {n: ready.phones}) : todo('phone', 'console_ready_phone_none', {}, ['codes']);
  },
  bell({rung, bell}, ticks) {
    if (!bell) return ok('bell', 'console_ready_bell_off');
    if (ticks.bell === 'heard') return ok('bell', 'console_ready_bell_ok', {}, ['ring']);
    if (rung) return todo('bell', 'console_ready_bell_ask', {}, ['heard', 'unheard']);
    return todo('bell', ticks.bell === 'unheard' ? 'console_ready_bell_not' : 'console_ready_bell_try', {}, ['ring']);
  },
  quiet: (_, ticks) => byHand('quiet', ticks, 'console_ready_quiet_look'),
  cards({rows: {ready: {printed}, join, event}}, ticks) {
    if (!printed) return byHand('cards', ticks, 'console_ready_cards_look', ['print']);
    const wrong = (key, was, is) => todo('cards', key, {was, is}, ['print', 'codes']);
    const {ssid = '-', password = ''} = join.wifi ?? {};
    const paper = printed.wifi ?? {ssid: '-', password: ''};
    if (paper.ssid !== ssid || paper.password !== password) return wrong('console_ready_cards_wifi', paper.ssid, ssid);
    if (!printed.address) return ok('cards', 'console_ready_cards_blank');
    const [was, is] = [bare(printed.address), bare(join.address)];
    if (HERE.test(is) && was !== is) return wrong('console_ready_cards_offline', was, is);
    if (was !== is) return wrong('console_ready_cards_address', was, is);
    if (printed.code !== event.code) return wrong('console_ready_cards_code', printed.code, event.code);
    return ok('cards', 'console_ready_cards_ok', {is});
  },
  copy({rows: {ready: {copied_by: service, on_network: far, free, drives, copy}}}, ticks) {
    if (service) return todo('copy', 'console_ready_copy_cloud', {service});
    if (far) return todo('copy', 'console_ready_copy_network');
    if (free !== null && free < ROOM) return todo('copy', 'console_ready_copy_full', {n: free});
    if (copy?.state === 'running') return todo('copy', 'console_ready_copy_running', copy);
    if (copy?.state === 'done') return ok('copy', 'console_ready_copy_ok', copy, drives.includes(copy.drive) ? [`copy ${copy.drive}`] : []);
    const sticks = drives.map((drive) => `copy ${drive}`);
    if (copy) return todo('copy', 'console_ready_copy_failed', copy, sticks);
    return sticks.length && !ticks.copy ? todo('copy', 'console_ready_copy_stick', {}, [...sticks, 'tick']) : byHand('copy', ticks, 'console_ready_copy_none');
  },
};

/** An address as people type it, without the ceremony and the code. */
const bare = (address) => address.replace(/^https?:\/\//, '').split('/')[0];

/** All ten lines, in their order. */
export const readiness = (seen, ticks) => Object.values(RULES).map((rule) => rule(seen, ticks));

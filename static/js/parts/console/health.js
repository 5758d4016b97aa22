// How it goes while the meeting runs, in lines, from what the server sees. Pure.

const ROOM = 500; // MB: with less on the disk, somebody should make room
const LOW = 30; // % of the battery

const DISK = {
  ok: {key: 'console_health_disk'},
  slow: {key: 'console_health_disk_slow', wrong: true, note: 'console_health_disk_slow_note'},
  failing: {key: 'console_health_disk_failing', wrong: true, note: 'console_health_disk_failing_note'},
};

/** Every line there is to say, in order: {key, args, wrong, note}. `wrong` is what somebody has to see to. */
export function lines({health}) {
  const {disk, power, room, copied, address, not_cleaned: sticks} = health;
  return [
    {key: 'console_health_phones', args: {n: health.in_step, of: health.phones}, note: health.in_step < health.phones ? 'console_health_phones_note' : null},
    DISK[disk],
    power && (power.plugged ? {key: 'console_health_plugged'}
      : {key: 'console_health_battery', args: {n: power.percent}, wrong: power.percent <= LOW, note: 'console_health_battery_note'}),
    room !== null && room < ROOM && {key: 'console_health_room', args: {n: room}, wrong: true, note: 'console_health_room_note'},
    copied && (copied.failed ? {key: 'console_health_no_copy', wrong: true, note: 'console_health_no_copy_note'}
      : {key: 'console_health_copied', args: {at: copied.at}}),
    sticks.length && {key: 'console_health_not_cleaned', args: {names: sticks.join(', ')}, note: 'console_health_not_cleaned_note'},
    address && {key: 'console_health_address', args: {was: address}, wrong: true, note: 'console_health_address_note'},
  ].filter(Boolean);
}

/** How many things there are to see to; nothing before the meeting, when *Klar til salen* says so. */
export const toSeeTo = (rows) => (rows.health ? lines(rows).filter(({wrong}) => wrong).length : 0);

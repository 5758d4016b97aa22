// What a timer says. Whole minutes from afar; seconds only in the last minute; nothing closes at zero.

/** Milliseconds left of a row's timer at `clock` (the meeting's clock), or null without a timer. */
export function left(timer, clock) {
  if (!timer) return null;
  return timer.left ?? timer.ends - clock;
}

/** 'ca. 4 min.', '45 sek.', 'tiden er gået', or '' without a timer. */
export function timeLeft(t, timer, clock) {
  const ms = left(timer, clock);
  if (ms === null) return '';
  if (ms <= 0) return t('common_time_up');
  if (ms <= 60_000) return t('common_seconds', {n: Math.ceil(ms / 1000)});
  return t('common_minutes_about', {n: Math.round(ms / 60_000)});
}

/** Is the last minute running? (Paused timers are not.) */
export function lastMinute(timer, clock) {
  const ms = left(timer, clock);
  return ms !== null && timer.left === undefined && ms <= 60_000;
}

/** '4:05' for screens that count: minutes and seconds left, never below 0:00. */
export function countdown(timer, clock) {
  const seconds = Math.max(0, Math.ceil((left(timer, clock) ?? 0) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** '14.25' or '14:25': a moment on the meeting's clock as people read it, where the meeting is. */
export function clockTime(ms, timeZone, language) {
  return new Intl.DateTimeFormat(localeOf(language), {hour: '2-digit', minute: '2-digit', timeZone}).format(ms);
}

/** {weekday: 'torsdag', date: '10. december'}: the day of an ISO date. */
export function dayOf(date, language) {
  const say = (options) => new Intl.DateTimeFormat(localeOf(language), {...options, timeZone: 'UTC'}).format(new Date(`${date}T12:00:00Z`));
  return {weekday: say({weekday: 'long'}), date: say({day: 'numeric', month: 'long'})};
}

const localeOf = (language) => (language === 'en' ? 'en-GB' : 'da-DK');

// The timer: it reminds, it never closes anything. Minutes and seconds here; the room sees whole minutes.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {countdown, lastMinute, left} from '../time.js';
import * as icons from './icons.js';

/** Draw the time left and its buttons. `place` keeps the names of focus apart where it is drawn twice. */
export function timer(context, place) {
  const {activity, t, act, clock} = context;
  if (!activity || activity.stage !== 'open') return nothing;
  const ask = (what, minutes) => () => act({do: 'timer', activity: activity.id, act: what, ...(minutes && {minutes})});
  const {timer: running} = activity;
  const paused = running?.left !== undefined;
  const over = running && left(running, clock) <= 0;
  const name = running ? (over ? 'over' : lastMinute(running, clock) ? 'last' : paused ? 'paused' : '') : 'none';
  return html`
    <div class="timer ${name}" role="group" aria-label=${t('console_timer')}>
      <p class="timer-left figures" role="timer" aria-live="off"><span class="hidden-visually">${t('console_time_left')} </span>${running ? countdown(running, clock) : nothing}
        <small>${!running ? t('console_no_time') : over ? t('common_time_up') : paused ? t('console_paused') : nothing}</small></p>
      <button class="btn" type="button" data-focus="${place}-1" @click=${ask('add', 1)}>+1<span class="unit">&nbsp;min.</span></button>
      <button class="btn" type="button" data-focus="${place}-2" @click=${ask('add', 2)}>+2<span class="unit">&nbsp;min.</span></button>
      ${running && !paused
        ? html`<button class="btn" type="button" data-focus="${place}-go" @click=${ask('pause')}>${icons.pause}<span class="unit">${t('console_pause')}</span></button>`
        : html`<button class="btn" type="button" data-focus="${place}-go" @click=${ask('start')}>${icons.play}<span class="unit">${t(paused ? 'console_go_on' : 'console_start')}</span></button>`}
      <button class="btn stop" type="button" data-focus="${place}-stop" ?disabled=${!running} @click=${ask('stop')}>${icons.stop}<span class="unit">${t('console_stop')}</span></button>
    </div>`;
}

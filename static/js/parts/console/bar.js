// The bottom bar, always in sight: back, what the next press will mean for people, and Next itself.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {afterVote} from './after_vote.js';
import * as icons from './icons.js';
import {led, othersLead} from './lead.js';
import {HOLD} from './press.js';
import {timer} from './timer.js';

let holding;     // the finger that is held down
let held = false; // it was held long enough: the click that follows is not a new press

/** Draw the bar. */
export function draw(context) {
  const {rows, t, commands} = context;
  const {screen} = rows;
  return html`
    ${backOrUndo(context)}
    ${consequence(context)}
    ${othersLead(context) ? led(context) : next(context)}
    ${[timer(context, 'bar'), afterVote(context)].find((each) => each !== nothing) ?? html`<div class="timer"></div>`}
    <div class="grips">
      <button class="btn" type="button" data-focus="freeze" aria-pressed=${screen.frozen} @click=${commands.freeze}>
        ${icons.freeze}<span>${t('console_freeze')} ${icons.cap('F')}</span></button>
      <button class="btn" type="button" data-focus="codes" aria-pressed=${screen.scene === 'codes'}
        @click=${commands.codes}>
        ${icons.codes}<span>${t('console_codes')} ${icons.cap('Q')}</span></button>
    </div>`;
}

/** Back; for ten seconds after a step, the way to take that step back. */
export function backOrUndo(context) {
  const {rows, t, clock, commands} = context;
  const {back, undo} = rows;
  if (undo.seq && undo.until > clock && !othersLead(context)) {
    const seconds = Math.ceil((undo.until - clock) / 1000);
    return html`<button class="btn back" type="button" data-focus="back" @click=${commands.undo}>
      ${icons.undo}<span>${t('console_undo')}</span>${undo.by ? html`<span class="hidden-visually"> ${t('console_undo_by', {name: undo.by})}</span>` : nothing}<span class="figures seconds" aria-hidden="true">${seconds}</span></button>`;
  }
  return html`<button class="btn back" type="button" data-focus="back" ?disabled=${!back.at || othersLead(context)} @click=${commands.back}>
    ${icons.backward}<span>${t(back.key === 'console_back_reopen' ? 'console_reopen_step' : 'console_back')}</span>
    ${back.key === 'console_back_to' ? html`<span class="hidden-visually">${t('console_back_to', back.args)}</span>` : nothing}${icons.cap('PgUp')}</button>`;
}

/** What phones and board will show after the next press. */
export function consequence({rows, t}) {
  const {next: move} = rows;
  if (!move.at) return html`<p class="consequence"></p>`;
  return html`<dl class="consequence" id="consequence">
    ${rows.screen.phones ? html`<div><dt>${t('console_phones')}</dt><dd>${t(move.phones, move.args)}</dd></div>` : nothing}
    <div><dt>${t('console_board')}</dt><dd>${t(move.board, move.args)}</dd></div></dl>`;
}

/** The words on Next: what it will do. */
export function nextLabel({rows, t, shown}) {
  const {next: move} = rows;
  if (move.key === 'console_next_show_ideas') return shown ? t(move.key, {n: shown}) : t('console_next_show_none');
  return t(move.key, move.args);
}

export function next(context) {
  const {rows, t, presses, clock, commands, ui, set} = context;
  const {next: move} = rows;
  if (!move.at) return html`<p class="next over">${t(rows.event.stage === 'planned' ? 'console_no_programme' : 'console_is_over')}</p>`;
  const waits = move.waits && move.waits > clock ? Math.ceil((move.waits - clock) / 1000) : 0;
  const again = presses.isArmed(`next ${move.at}`);
  const label = again ? t(move.key.replace('_next_', '_again_'), move.args) : nextLabel(context);
  const release = () => {
    clearTimeout(holding);
    setTimeout(() => { held = false; }, 100); // after the click that this release may bring
    if (ui.holding) set({holding: false});
  };
  const press = (event) => {
    held = false;
    if (event.pointerType === 'mouse' || !move.ends || waits) return;
    set({holding: true});
    holding = setTimeout(() => {
      held = true;
      set({holding: false});
      commands.next({held: true});
    }, HOLD);
  };
  const click = () => {
    if (!held) commands.next();
    held = false;
  };
  return html`
    <button class="next ${again ? 'again' : ''} ${waits ? 'waits' : ''} ${ui.holding ? 'holding' : ''} ${label.length > 17 ? 'long' : ''}"
      type="button" id="next" data-focus="next" aria-describedby="consequence" aria-disabled=${waits ? 'true' : nothing}
      @pointerdown=${press} @pointerup=${release} @pointercancel=${release} @pointerleave=${release}
      @contextmenu=${(event) => event.preventDefault()} @click=${click}>
      <span class="next-label">${label}
        ${waits ? html`<small class="always">${t('console_waits', {n: waits})}</small>`
          : move.ends && !again ? html`<small>${t('console_hold')}</small>` : nothing}</span>
      ${icons.onward}${again || waits ? nothing : icons.cap('PgDn')}
    </button>`;
}

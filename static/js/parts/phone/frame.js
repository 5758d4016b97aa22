// What is around every task on the phone: the bar, the band that says what is wrong, the head with the question,
// and the two states in which nothing is asked.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {chevron, cut, mark} from '../icons.js';
import {timeLeft} from '../time.js';
import {ring} from './drawings.js';
import {strip} from './lend.js';

const MEDIUM = 80, LONG = 110; // characters, from which a question steps down, so that it stays within four lines

/** The whole page: `pose` is 'work', 'look_up' or 'put_down'. */
export const page = (context, pose, content) => html`
  <div class="page ${pose} ${context.ui.writing ? 'writing' : ''}">
    <header class="bar">
      ${mark}
      <p class="bar-event" lang=${context.event.language}>${context.event.title}</p>
      <button class="bar-more" type="button" aria-haspopup="dialog" @click=${context.openSheet}>${context.t('phone_more')} ${chevron}</button>
    </header>
    ${strip(context)}
    ${band(context)}
    <main id="main">${content}</main>
  </div>`;

function band({t, state, ui, set}) {
  const say = (bold, rest = '', more = nothing) => html`<aside class="band">${cut}<div><p><b>${bold}</b> <span>${rest}</span></p>${more}</div></aside>`;
  if (state.refused) return say(t(state.refused));
  if (state.away) return say(t('phone_away'), t('phone_away_line'), html`<button class="text-button" type="button"
    @click=${() => set({sheet: 'help', focus: 'sheet'})}>${t('phone_sheet_help')}</button>`);
  if (!state.online) return say(t('phone_offline'), t('phone_offline_safe'));
  if (!state.stored) return say(t('phone_not_kept'));
  return ui.note ? html`<aside class="band said"><p>${ui.note}</p></aside>` : nothing;
}

/** What kind of thing runs, how long it still takes, and the question put to the room. */
export function head(context, {kind, aside = time(context), prompt, more = '', plan = true}) {
  const {activity, t, ui, event} = context;
  const step = prompt.length > LONG ? 'long' : prompt.length > MEDIUM ? 'medium' : '';
  const open = ui.promptOpen === activity?.id;
  const toggle = () => context.set({promptOpen: open ? null : activity.id});
  return html`<div class="head">
    <p class="kind"><b lang=${event.language}>${kind ?? activity.title}</b> ${aside ? html`<span>· ${aside}</span>` : nothing}</p>
    <h1 id="prompt" tabindex="-1" class="prompt ${step} ${open ? 'open' : ''}" lang=${plan ? event.language : nothing}>${prompt}</h1>
    ${step === 'long' ? html`<button class="text-button on-forest whole" type="button" aria-expanded=${open} aria-controls="prompt"
      @click=${toggle}>${t(open ? 'phone_less' : 'phone_whole_question')}</button>` : nothing}
    ${more ? html`<p class="prompt-more" lang=${event.language}>${more}</p>` : nothing}
  </div>`;
}

/** The question put to the room; where it is not in words yet, people have to hear it. */
export const asked = ({t}, {unsaid, prompt, title}) => (unsaid ? t('common_listen') : prompt || title);

/** 'ca. 4 min.', or a dash where the line is gone and nobody knows. */
export function time({activity, state, t}) {
  if (!activity?.timer || activity.stage !== 'open') return '';
  return state.online ? timeLeft(t, activity.timer, state.clock()) : html`<span aria-hidden="true">–</span>`;
}

/** Something is on the board: two words, and nothing to do but to look. */
export const lookUp = ({t, set}, {line = t('phone_look_up_line'), action = nothing, more = false} = {}) => html`
  <div class="looking ${more ? 'more' : ''}">
    ${ring}
    <h1 class="huge" tabindex="-1">${t('phone_look_up')}</h1>
    <p>${line}</p>
    <div class="actions">${action === nothing
    ? html`<button class="text-button on-forest" type="button" @click=${() => set({sheet: 'board'})}>${t('phone_board_here')}</button>`
    : action}</div>
  </div>`;

/** The room talks: the phone lies flat. */
export const resting = ({t}, {big = t('phone_put_down'), line = t('phone_put_down_line')} = {}) => html`
  <div class="rest"><p class="big">${big}</p><p>${line}</p></div>`;

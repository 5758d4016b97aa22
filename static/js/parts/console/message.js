// One sentence over the bottom bar with one button, never a dialog; and the page's only live region.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import * as icons from './icons.js';
import {answers, wanted} from './lead.js';
import {heldOut, planAnswers} from './plan.js';

/** What stands over the bar: no connection first, then what was just said, then a frozen board. */
function standing(context) {
  const {t, ui, online, rows} = context;
  if (!online) return {text: t('console_offline'), tone: 'error'};
  if (wanted(context)) return {text: wanted(context), tone: 'asked'};
  if (ui.said && ui.said.tone !== 'quiet') return {text: t(ui.said.key, ui.said.args), tone: ui.said.tone ?? 'note'};
  if (heldOut(context)) return {text: heldOut(context), tone: 'plan'};
  if (rows.screen.frozen) return {text: t('console_board_frozen'), tone: 'frozen'};
  return {text: '', tone: 'none'};
}

const ICONS = {error: icons.warning, note: icons.done, frozen: icons.freeze, asked: icons.handset, plan: icons.warning, none: nothing};

/** Draw the sentence. The region that is read out is always there; what is quiet is only in that. */
export function draw(context) {
  const {t, ui, set, online, commands} = context;
  const {text, tone: name} = standing(context);
  const aloud = ui.aloud && online && name !== 'asked' ? t(ui.aloud.key, ui.aloud.args) : text;
  return html`
    ${ICONS[name]}
    <p>${text}</p>
    ${name === 'asked' ? answers(context) : nothing}
    ${name === 'plan' ? planAnswers(context) : nothing}
    ${name === 'frozen' ? html`<button class="btn" type="button" data-focus="thaw" @click=${commands.freeze}>${t('console_thaw')}</button>` : nothing}
    ${name === 'error' && online ? html`<button class="btn quiet" type="button" data-focus="said-close" @click=${() => set({said: null})}>${t('console_close')}</button>` : nothing}
    <p class="hidden-visually" role="status">${aloud}</p>`;
}

/** The tone of what stands there now, as a class of the row. */
export const tone = (context) => standing(context).tone;

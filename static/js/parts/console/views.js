// A round's ideas as a list or in themes, and how the room gathers: one's own choice first, else what the moment suggests.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {laid, revealed} from './select.js';

const TOGETHER = 30; // so many ideas a room can place together, one at a time; more are gathered in the break
const WAYS = ['together', 'break', 'tables', 'list'];

/** Is this round's work laid out in themes? */
export function inThemes({ui, activity}, round) {
  if (!round || !revealed(round)) return false;
  if (ui.view) return ui.view === 'themes';
  return (activity === round && round.step === 'gather') || activity.kind === 'break';
}

/** How the room gathers: at the tables, together, card by card, or in the break. */
export const wayOf = ({ui, rows}, round) => (round.tables ? 'tables' : null)
  ?? ui.way ?? (laid(rows, round.id).shown.length > TOGETHER ? 'break' : 'together');

/** List or themes. */
export function views(context, round) {
  const {t, set} = context;
  const themes = inThemes(context, round);
  if (!revealed(round)) return nothing;
  return html`<div class="views" role="group" aria-label=${t('console_view')}>
    <button class="btn" type="button" data-focus="view-list" aria-pressed=${!themes} @click=${() => set({view: 'list'})}>${t('console_view_list')}</button>
    <button class="btn" type="button" data-focus="view-themes" aria-pressed=${themes} @click=${() => set({view: 'themes'})}>${t('console_view_themes')}</button>
  </div>`;
}

/** The choice of how; whoever leaves *together* takes the card off the board. */
export function way(context, round) {
  const {t, set, act, rows} = context;
  const is = wayOf(context, round);
  const choose = ({target: {value}}) => {
    if (is === 'together' && rows.screen.spotlight) act({do: 'screen', spotlight: null});
    if ((value === 'tables') !== round.tables) act({do: 'at_tables', activity: round.id, on: !round.tables});
    if (value === 'tables') return;
    set(value === 'list' ? {view: 'list'} : {way: value});
  };
  return html`<select class="way" data-focus="way" aria-label=${t('console_way')} @change=${choose}>
    ${WAYS.map((each) => html`<option value=${each} .selected=${each === is}>${t(`console_way_${each}`)}</option>`)}</select>`;
}

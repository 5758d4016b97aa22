// A round's ideas as a list or in themes: the facilitator's own choice first, else what the moment suggests.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {revealed} from './select.js';

/** Is this round's work laid out in themes? */
export function inThemes({ui, activity}, round) {
  if (!round || !revealed(round)) return false;
  if (ui.view) return ui.view === 'themes';
  return (activity === round && round.step === 'gather') || activity.kind === 'break';
}

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

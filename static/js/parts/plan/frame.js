// The editor's frame: the head with *Gem*, the programme, what is chosen, and what to look at.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {about} from './about.js';
import {checks} from './checks.js';
import * as icons from './icons.js';
import {item} from './item.js';
import {list} from './list.js';
import {palette} from './palette.js';

/** Draw the whole editor. */
export function frame(context) {
  const {t, form, view, ui, commands, dirty, saved} = context;
  const place = form.activities.findIndex((one) => one.uid === ui.chosen);
  const chosen = ui.adding ? palette(context) : place >= 0 ? item(context, form.activities[place], place) : about(context);
  return html`
    <div class="plan pane-${ui.pane}">
      <header class="plan-head">
        <a class="brand" href="/organise">${icons.mark}<span class="brand-name">Inspiratorium</span><span class="hidden-visually">: ${t('organise_title')}</span></a>
        <h1>${form.event.title || t('organise_untitled')}</h1>
        <p class="kept" aria-live="polite">${dirty ? t('organise_unsaved') : t('organise_saved', {at: saved})}</p>
        <div class="saving">
          <button class="btn quiet" type="button" data-focus="undo" ?disabled=${!context.canUndo} @click=${commands.undo}>${icons.undo}<span class="wide">${t('organise_undo')}</span></button>
          <button class="btn quiet" type="button" data-focus="redo" ?disabled=${!context.canRedo} @click=${commands.redo}>${icons.redo}<span class="wide">${t('organise_redo')}</span></button>
          <button class="save" type="button" data-focus="save" aria-keyshortcuts="Control+S" @click=${commands.save}>${t('organise_save')}</button>
        </div>
      </header>
      ${message(context)}
      <main class="panes" id="main">
        <nav class="programme-pane" aria-label=${t('organise_programme')}>${list(context)}</nav>
        <div class="chosen-pane">
          <button class="btn back" type="button" @click=${commands.back}>${icons.back} ${t('organise_programme')}</button>
          ${chosen}
          ${ui.adding || place >= 0 ? nothing : html`<p class="by-text"><a class="btn quiet" href="plan/text">${t('organise_as_text')}</a></p>`}
        </div>
        <section class="checks-pane" aria-label=${t('organise_checks')}>${checks(context)}</section>
      </main>
      <p class="hidden-visually" role="status">${ui.aloud}</p>
    </div>`;

  function message() {
    const said = ui.said;
    const begun = view.stage !== 'planned' ? t(`organise_begun_${view.stage === 'open' ? 'open' : 'held'}`) : '';
    if (!said && !begun) return html`<div class="message none"></div>`;
    return html`<div class="message ${said ? said.tone : 'note'}" role="alert">
      <p>${said ? t(said.key, said.args) : begun}</p>
      ${(said?.can ?? []).map(([key, run]) => html`<button class="btn" type="button" @click=${run}>${t(key)}</button>`)}
      ${said ? html`<button class="btn quiet" type="button" @click=${commands.hush}>${t('organise_close')}</button>` : nothing}
    </div>`;
  }
}

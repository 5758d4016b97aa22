// After the meeting: the minutes, what came late, and the way back.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {language} from '../text.js';
import {dayOf} from '../time.js';
import {downloads, editor} from './menu.js';
import {rehearsal} from './rehearsal.js';
import {late} from './round.js';

/** Draw the page after the end. */
export function draw(context) {
  const {rows, t, act} = context;
  const sealed = rows.event.stage === 'sealed';
  return html`
    <h1>${t(sealed ? 'console_sealed' : 'console_ended')}</h1>
    <p class="aside">${t(sealed ? 'console_sealed_note' : 'console_ended_note')}</p>
    <section class="ended"><h2>${t('console_minutes')}</h2><p class="small">${t('console_minutes_take')}</p>
      ${editor(context, 'strong')}${written(context)}${downloads(context)}</section>
    ${late(context)}
    ${sealed ? nothing : html`<p><button class="btn" type="button" data-focus="reopen-2" @click=${() => act({do: 'reopen'})}>${t('console_reopen')}</button></p>`}
    ${sealing(context)}${rehearsal(context, 'after')}`;
}

/** Locking the meeting, in two presses; and the days on which it happens by itself. */
function sealing({rows, t, presses, act}) {
  const {stage, seals_on: seals, forgets_on: forgets, forgotten, rehearsal: rehearsed} = rows.event;
  if (rehearsed) return nothing;
  const on = (day) => ({date: dayOf(day, language).date});
  return html`<section class="ended">
    ${stage === 'closed' ? html`
      <button class="btn danger" type="button" data-focus="seal" @click=${() => presses.press('seal', {twice: true}) && act({do: 'seal'})}>${t(presses.isArmed('seal') ? 'console_seal_again' : 'console_seal')}</button>
      <p class="small">${t('console_seal_note', on(seals))}</p>` : nothing}
    <p class="small"><a href="${rows.links.phone}/reckoning" target="_blank">${t('console_reckoning')}</a></p>
    <p class="small">${forgotten ? t('console_forgotten') : t('console_forgets', on(forgets))}</p>
  </section>`;
}

/** How the package comes along, in words. */
function written({rows, t}) {
  const {state, done, of, why} = rows.package;
  if (state === '') return nothing;
  const said = state === 'failed'
    ? t('console_minutes_failed', {title: t(`${why}_title`), line: t(`${why}_line`)})
    : t(`console_minutes_${state}`, {done, of});
  return html`<p class="small" role="status">${said}</p>`;
}

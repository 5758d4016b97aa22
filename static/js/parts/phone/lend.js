// A borrowed phone: the way to give it to the next person, and what is said before.
import {html, nothing} from '../../../vendor/lit/lit-html.js';

/** Under the bar, wherever the meeting is; nothing on one's own phone. */
export const strip = ({page, t, set}) => (page.lend ? html`<div class="lend">
  <button class="text-button" type="button" aria-haspopup="dialog" @click=${() => set({sheet: 'pass', focus: 'sheet'})}>${t('phone_pass_on')}</button>
</div>` : nothing);

/** The last page of the sheet: the return code, and what keeps the phone from being passed on. */
export function pass({t, state, drafts, ui, passOn}) {
  const waits = state.outbox.filter(({refused}) => !refused).map(({command}) => command);
  const code = state.mine.return_code;
  const unsent = drafts.fields().length > 0 || state.outbox.some(({refused}) => refused);
  return html`
    ${code ? html`<p>${t('phone_your_code')} <strong class="code">${code}</strong> ${t('phone_pass_code')}</p>` : nothing}
    <p class="quiet">${t('phone_pass_line')}</p>
    ${unsent ? html`<p class="reason">${t('phone_pass_unsent')}</p>` : nothing}
    ${waits.length ? html`<p class="band" role="status">${t(waits.some(({text}) => text) ? 'phone_pass_wait_idea' : 'phone_pass_wait')}</p>`
    : html`<p role="status">${ui.passing ? t(ui.passing) : nothing}</p>`}
    <button class="button main" type="button" aria-disabled=${waits.length ? 'true' : nothing} @click=${() => waits.length || passOn()}>${t('phone_pass')}</button>`;
}

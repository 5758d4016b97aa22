// How many we are. One number, set by the facilitator; everything else is counted against it.
import {html, noChange, nothing} from '../../../vendor/lit/lit-html.js';
import {live} from '../../../vendor/lit/directives/live.js';
import * as icons from './icons.js';

const REST = 500; // ms after the last press before the number is sent
let sending;

/** Draw the number with its steps, and the private figures under it. */
export function people(context) {
  const {rows, t, ui, set, act, activity} = context;
  const {here, written, voted, people_set: fixed, suggested, ideas, paper, hands} = rows.progress;
  const count = ui.people ?? rows.progress.people;
  const say = (number) => {
    const wished = Math.max(0, Math.min(100_000, number));
    set({people: wished});
    clearTimeout(sending);
    sending = setTimeout(async () => {
      await act({do: 'people', count: wished});
      if (ui.people === wished) set({people: null});
    }, REST);
  };
  const typed = ({target}) => (/^\d+$/.test(target.value) ? say(Number(target.value)) : (target.value = count));
  const without = !rows.screen.phones;
  const focused = document.activeElement?.id === 'people-count';
  return html`
    <dl class="figures-list">
      <div class="we-are">
        <dt><label for="people-count">${t('console_we_are')}</label></dt>
        <dd>
          <button class="btn quiet" type="button" data-focus="fewer" aria-label=${t('console_one_fewer')} @click=${() => say(count - 1)}>${icons.minus}</button>
          <input id="people-count" class="figures" inputmode="numeric" maxlength="5" autocomplete="off" .value=${focused && ui.people === null ? noChange : live(String(count))} @change=${typed}>
          <button class="btn quiet" type="button" data-focus="more" aria-label=${t('console_one_more')} @click=${() => say(count + 1)}>${icons.plus}</button>
        </dd>
      </div>
      ${suggested && !without && (!fixed || suggested > count) ? html`<div class="suggested"><dt>${t(fixed ? 'console_suggested' : 'console_not_set', {n: suggested})}</dt>
        <dd><button class="btn quiet" type="button" data-focus="suggested" @click=${() => say(suggested)}>${t('console_use', {n: suggested})}</button></dd></div>` : nothing}
      ${without ? nothing : html`<div><dt>${t('console_here')}</dt><dd class="figures">${here}</dd></div>`}
      ${activity?.kind === 'vote' && (hands || without) ? html`<div><dt>${t('console_hands_figure')}</dt><dd class="figures">${hands}</dd></div>` : nothing}
      ${activity?.kind === 'ideas' && (paper || without) ? html`<div><dt>${t('console_paper_figure')}</dt><dd class="figures">${paper}</dd></div>` : nothing}
      ${without ? nothing : activity?.kind === 'vote' ? html`
        <div><dt>${t('console_voted')}</dt><dd class="figures">${voted}</dd></div>
`
        : activity?.kind === 'ideas' ? html`<div><dt>${t('console_written')}</dt><dd class="figures">${written}</dd></div>` : nothing}
      <div><dt>${t('console_ideas_all')}</dt><dd class="figures">${ideas}</dd></div>
    </dl>`;
}

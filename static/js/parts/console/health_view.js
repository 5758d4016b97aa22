// The head says whether there is anything to see to, the menu says what.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {lines, toSeeTo} from './health.js';

/** The button of the head: all is well, or how much is not. It opens the menu, where it says what. */
export function button({rows, t, ui, set, online}) {
  const n = toSeeTo(rows);
  const said = !online ? t('console_line_off') : n ? t('console_health_look', {n}) : t('console_line_ok');
  const look = online && !n ? '' : 'off';
  const inside = html`<span class="line-dot ${look}"></span><span class="fold-text">${said}</span>`;
  if (!rows.health) return html`<p class="line">${inside}</p>`;
  return html`<button class="line" type="button" data-focus="health" aria-label="${said}. ${t('console_health')}" aria-controls="menu-panel"
    aria-expanded=${ui.menu === 'health'} @click=${() => set({menu: ui.menu === 'health' ? null : 'health'})}>${inside}</button>`;
}

/** The part of the menu. */
export function health({rows, t}) {
  if (!rows.health) return nothing;
  return html`
    <section class="health">
      <h2>${t('console_health')}</h2>
      <ul>${lines(rows).map(({key, args, wrong, note}) => html`
        <li class=${wrong ? 'wrong' : ''}><span class="line-dot ${wrong ? 'off' : ''}" aria-hidden="true"></span><div>
          <p>${t(key, args)}</p>${note ? html`<p class="small">${t(note, args)}</p>` : nothing}</div></li>`)}
      </ul>
    </section>`;
}

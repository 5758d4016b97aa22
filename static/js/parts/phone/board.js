// What the board shows now, as a list on the phone, for those who cannot see it from where they sit.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {shape} from '../icons.js';
import {rowsOf} from '../order.js';
import {asked} from './frame.js';
import {ranks} from './result.js';

/** The question of the moment, and its cards by theme or its result, as far as they have been shown. */
export function cardsOnBoard(context) {
  const {rows, event, t} = context;
  const activity = rows[`a:${event.now}`];
  if (!activity || event.stage !== 'open') return html`<p lang=${event.language}>${event.question || event.title}</p>`;
  return html`
    <p class="quiet" lang=${event.language}>${activity.title}</p>
    <h3 class="prompt" lang=${event.language}>${asked(context, activity)}</h3>
    ${rows[`r:${activity.id}`] ? ranks(context, activity.id, true) : themes(context, activity)}`;
}

function themes({rows, event, t}, activity) {
  const cards = rowsOf(rows, 'c', activity.id).sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  if (!cards.length || activity.kind !== 'ideas') return html`<p>${t('phone_board_only')}</p>`;
  const groups = rowsOf(rows, 't', activity.id).sort((a, b) => a.position - b.position);
  const list = (inside) => html`<ul class="plain-cards">${inside.map((card) => html`
    <li lang=${event.language}><span class="number">${card.number ?? ''}</span> ${card.text}</li>`)}</ul>`;
  const alone = cards.filter((card) => !groups.some(({id}) => id === card.theme));
  return html`
    ${groups.map((theme) => html`<h4 lang=${event.language}>${shape(theme.look)} ${theme.title}</h4>${list(cards.filter((card) => card.theme === theme.id))}`)}
    ${alone.length ? html`${groups.length ? html`<h4>${t('phone_alone')}</h4>` : nothing}${list(alone)}` : nothing}`;
}

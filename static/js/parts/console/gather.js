// Gathering: the pile to the left, one big card at a time; the themes to the right, and the way the room does it.
import {html, noChange, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {heaps} from './heaps.js';
import * as icons from './icons.js';
import {first} from './moves.js';
import {pile} from './pile.js';
import {clockText, minuteNow} from './schedule.js';
import {find, laid, themesOf} from './select.js';
import {small} from './small.js';
import {alone, column, newTheme} from './theme.js';
import {way} from './views.js';

const MOST = 30; // found ideas that are drawn at once

/** Draw the pile and the themes; `paper` is the field for cards written by hand. Held still under a drag. */
export function gather(context, round, paper) {
  const {rows, ui, t, alike} = context;
  if (context.dragging) return noChange;
  const themes = themesOf(rows, round.id);
  const lies = laid(rows, round.id, ui);
  alike.look(round.id, lies.shown);
  return html`
    <div class="gather">
      <section class="pile" aria-label=${t('console_pile')} data-drop="pile">${pile(context, round, lies, themes)}${paper}</section>
      <div class="gathered">
        ${head(context, round, lies)}
        ${heaps(context, round)}
        ${ui.find.trim() ? results(context, round, lies, themes) : html`
        <div class="themes ${themes.length > 3 ? 'many' : ''}">
          ${repeat(themes, (theme) => theme.id, (theme, index) => column(context, round, theme, index, lies, themes))}
          ${lies.alone.length ? alone(context, round, lies.alone, themes) : nothing}
          ${themes.length ? nothing : html`<p class="empty no-themes">${t('console_no_themes')}</p>`}
        </div>`}
        ${newTheme(context, round, themes, lies.pile[0])}
      </div>
    </div>`;
}

function head(context, round, {shown, pile: left}) {
  const {t, ui, set, activity, rows} = context;
  const ends = activity.kind === 'break' && activity.timer?.ends ? clockText(minuteNow(activity.timer.ends, rows.event.timezone)) : null;
  const side = (name, label, icon) => html`<button class="btn quiet side-key" type="button" data-focus="with-${name}" aria-pressed=${ui[name]} @click=${() => set({[name]: !ui[name]})}>${icon}${label}</button>`;
  return html`
    <div class="gather-head">
      <h2 id="ideas-head">${t('console_gather')}</h2>
      <p>${[shown.length > left.length ? t('console_gathered', {n: shown.length - left.length, all: shown.length}) : '',
        ends ? t('console_break_till', {ends}) : ''].filter(Boolean).join('. ')}</p>
      <div class="gather-tools">${search(context, round)}${way(context, round)}${side('programme', t('console_programme'), nothing)}${side('private', t('console_private'), icons.closedEye)}</div>
    </div>`;
}

/** A number or a word; Enter takes the first that is found to the top of the pile, or opens it where it lies. */
function search(context, round) {
  const {t, ui, set, rows} = context;
  const submit = (event) => {
    event.preventDefault();
    const {shown, pile: left} = laid(rows, round.id, ui);
    const [card] = find(shown, ui.find);
    if (!card) return;
    if (left.includes(card)) first(context, card);
    else set({card: {id: card.id, what: 'move'}}, `[data-focus="move-${card.id}"]`);
  };
  return html`
    <form class="find" role="search" @submit=${submit}>
      <label class="hidden-visually" for="find">${t('console_find')}</label>
      <input class="field" type="search" id="find" data-focus="find" autocomplete="off" placeholder=${t('console_find')} .value=${ui.find} @input=${({target}) => set({find: target.value})}>
    </form>`;
}

function results(context, round, {shown, pile: left}, themes) {
  const {t, ui} = context;
  const found = find(shown, ui.find);
  const drawn = found.slice(0, MOST);
  return html`
    <section class="found" aria-labelledby="found-head">
      <h3 id="found-head">${found.length ? t('console_found', {n: found.length}) : t('console_found_none')}</h3>
      <ul>${repeat(drawn, (card) => card.id, (card) => small(context, round, card, themes, {themed: true, take: left.includes(card)}))}</ul>
      ${found.length > MOST ? html`<p class="small">${t('console_found_more', {n: found.length - MOST})}</p>` : nothing}
    </section>`;
}

// Gathering: the themes as they fill, each with the numbers of its ideas; with one idea alone, where it may go.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {shape} from '../icons.js';
import {cardsOf, howMany, numbers, one, pages} from './cards.js';
import {big, frame, prompt, question} from './frame.js';

const MOST = 12;
const FIRST = 10; // of more than that
const READABLE = 14; // numbers beside a theme; of more, only how many

/** A round's themes in their order. */
export const themesOf = (rows, activity) => Object.keys(rows).filter((id) => id.startsWith('t:') && rows[id].activity === activity)
  .map((id) => rows[id]).sort((a, b) => a.position - b.position);

export function draw(context) {
  const {activity, rows, t, page, spotlit} = context;
  const cards = cardsOf(rows, activity.id);
  const themes = themesOf(rows, activity.id);
  const scene = {aside: t('board_step_gather'), end: howMany(context, cards)};
  if (spotlit) return placing(context, scene, themes, spotlit);
  if (!themes.length && activity.tables && rows.screen.phones) {
    return frame(context, {...scene, look: 'calm', main: html`
      ${question(prompt(activity))}<div class="low">${big(t('board_tables'))}<p class="note">${t('board_tables_line')}</p></div>`});
  }
  if (!themes.length) {
    return frame(context, {...scene, look: 'reading', key: `reading ${page}`, main: html`
      ${question(prompt(activity), '48/1 44/2 40/2 36/3 30')}
      ${cards.length ? pages(context, cards, page, activity.hint) : html`<p class="big">${t('board_no_ideas')}</p>`}`});
  }
  const known = new Set(themes.map(({id}) => id));
  const [alone, waiting] = [true, false].map((said) => cards.filter((card) => !known.has(card.theme) && card.alone === said));
  const shown = themes.length > MOST ? themes.slice(0, FIRST) : themes;
  const sizes = shown.length > 6 ? '44 40 36 32 28 24' : '52 48 44 40 36 32 28';
  return frame(context, {...scene, look: 'gathering', main: html`
    ${question(prompt(activity), '48/1 44/2 40/2 36/3 30')}
    <ul class="themes ${shown.length > 6 ? 'two' : 'single'}" data-fit=${sizes}>
      ${shown.map((theme) => group(t, shape(theme.look), theme.title, cards.filter((card) => card.theme === theme.id)))}
      ${alone.length ? group(t, html`<span class="shape no-theme" aria-hidden="true"></span>`, t('board_alone'), alone) : nothing}
      ${waiting.length ? html`<li class="theme waiting" data-inside><span class="shape" aria-hidden="true"></span><div><h2>${t('board_not_placed')}</h2><p class="theme-numbers">${waiting.length} ${t('board_ideas', {n: waiting.length})}</p></div></li>` : nothing}
      ${themes.length > shown.length ? html`<li class="theme more">${t('board_more_themes', {n: themes.length - shown.length})}</li>` : nothing}
    </ul>`});
}

function group(t, form, title, cards, most = READABLE) {
  return html`<li class="theme" data-inside>${form}<div><h2>${title}</h2><p class="theme-numbers">${cards.length > most
    ? html`${cards.length} ${t('board_ideas', {n: cards.length})}`
    : html`<span class="hidden-visually">${t('board_number')} </span>${cards.map(numbers).join(' · ')}`}</p></div></li>`;
}

/** One idea, and the themes with the digits that the facilitator presses. */
function placing(context, scene, themes, card) {
  const {rows, t} = context;
  return frame(context, {...scene, look: 'placing', key: `placing ${card.id}`, main: html`
    <div class="placing-head"><h1 class="question small">${t('board_gather_card')}</h1><p>${t('board_gather_alone')}</p></div>
    ${one(rows, t, {...card, theme: null})}
    <ol class="digits rows-${Math.ceil(Math.min(9, themes.length) / 2)}" data-fit="52 44 40 36 32 28">${themes.slice(0, 9).map((theme, n) => html`
      <li class=${theme.id === card.theme ? 'on' : ''}><span class="key" aria-hidden="true">${n + 1}</span>${shape(theme.look)} <span>${theme.title}</span></li>`)}</ol>`});
}

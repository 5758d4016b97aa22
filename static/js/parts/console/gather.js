// Gathering: one big card at a time, placed by a digit or a press; themes beside it, named at once.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {newId} from '../../live/socket.js';
import {shape} from '../icons.js';
import {hideForm, openHide} from './cards.js';
import * as icons from './icons.js';
import {byNumber, themesOf} from './select.js';
import {views} from './views.js';

/** What waits to be placed, in the order it is taken: those put off come last. */
export function pileOf(ui, cards) {
  const waiting = byNumber(cards.filter((card) => !card.theme && card.standing === 'shown'));
  return [...waiting.filter((card) => !ui.later.includes(card.id)), ...waiting.filter((card) => ui.later.includes(card.id))];
}

/** Put a card in a theme and remember where it lay, so that U takes it back. */
export async function place({act, ui, set, rows, t}, card, theme) {
  const title = theme ? rows[`t:${theme}`]?.title : t('console_alone');
  set({placed: [...ui.placed, {target: card.id, theme: card.theme}]});
  return act({do: 'place', target: card.id, theme}, {key: 'console_placed', args: {number: card.number ?? '', title}, tone: 'quiet'});
}

/** Take back the latest placing made from this console. */
export async function unplace({act, ui, set}) {
  const last = ui.placed.at(-1);
  if (!last) return;
  set({placed: ui.placed.slice(0, -1), later: ui.later.filter((id) => id !== last.target)});
  await act({do: 'place', target: last.target, theme: last.theme}, {key: 'console_unplaced', tone: 'quiet'});
}

/** Draw the pile and the themes. */
export function gather(context, round, cards) {
  const {rows, ui, t, set} = context;
  const themes = themesOf(rows, round.id);
  const pile = pileOf(ui, cards);
  const shown = cards.filter((card) => card.standing === 'shown');
  return html`
    <div class="list-head gather-head"><h2 id="ideas-head">${t('console_gather')}</h2>
      <p>${t('console_gathered', {n: shown.length - pile.length, all: shown.length})}</p>
      <div class="gather-tools"><button class="btn quiet with-private-key" type="button" data-focus="with-private" aria-pressed=${ui.private} @click=${() => set({private: !ui.private})}>${icons.closedEye}${t('console_private')}</button>
      ${views(context, round)}</div></div>
    <div class="gather">
      <section class="pile" aria-label=${t('console_pile')}>${pile.length ? top(context, pile, themes, shown) : html`<p class="empty">${t(shown.length ? 'console_all_placed' : 'console_no_ideas')}</p>`}</section>
      <div class="themes">
        ${repeat(themes, (theme) => theme.id, (theme, index) => column(context, theme, index, byNumber(shown.filter((card) => card.theme === theme.id)), themes))}
        ${newTheme(context, round, themes, pile[0])}
      </div>
    </div>`;
}

function top(context, [card, ...rest], themes, shown) {
  const {t, ui, set} = context;
  const hiding = ui.card?.id === card.id && ui.card.what === 'hide';
  return html`
    <div class="pile-head"><h3>${t('console_pile')}</h3><p>${t('console_pile_left', {n: rest.length + 1, all: shown.length})}</p></div>
    <article class="big-card" data-card=${card.id}>
      <p class="number figures">${card.number ?? ''}</p>
      <p class="big-words" lang="da">${card.text}</p>
    </article>
    ${hiding ? hideForm(context, card) : html`
    ${themes.length ? html`<div class="choices ${themes.length > 5 ? 'many' : ''}">
      ${themes.map((theme, index) => html`<button class="btn" type="button" data-focus="place-${theme.id}" @click=${() => place(context, card, theme.id)}>
        ${shape(theme.look)}<span class="choice-title">${theme.title}</span>${index < 9 ? icons.cap(index + 1) : nothing}</button>`)}
    </div>` : nothing}
    <div class="acts">
      <button class="btn" type="button" data-focus="later" @click=${() => set({later: [...ui.later.filter((id) => id !== card.id), card.id]})}>${t('console_later')} ${icons.cap('S')}</button>
      <button class="btn" type="button" data-focus="hide-${card.id}" @click=${() => openHide(set, card)}>${t('console_hide')} ${icons.cap('H')}</button>
      <button class="btn" type="button" data-focus="unplace" ?disabled=${!ui.placed.length} @click=${() => unplace(context)}>${t('console_undo')} ${icons.cap('U')}</button>
    </div>`}
    ${rest.length ? html`<div class="after"><h4>${t('console_after_this')}</h4><ol>${repeat(rest.slice(0, 3), (each) => each.id, (each) => html`
      <li><b class="figures">${each.number ?? ''}</b><span>${each.text}</span></li>`)}</ol></div>` : nothing}`;
}

function column(context, theme, index, cards, themes) {
  const {t, ui, set} = context;
  const open = ui.theme === theme.id;
  return html`
    <section class="theme" aria-labelledby="theme-${theme.id}">
      ${open ? themeForm(context, theme) : html`
      <header>${index < 9 ? icons.cap(index + 1) : nothing}${shape(theme.look)}
        <h3 id="theme-${theme.id}">${theme.title}</h3><span class="count figures">${cards.length}</span>
        <button class="btn quiet" type="button" data-focus="theme-${theme.id}" @click=${() => set({theme: theme.id}, `#title-${theme.id}`)}>${icons.pen}<span class="hidden-visually">${t('console_theme_edit', {title: theme.title})}</span></button>
      </header>`}
      <ul>${repeat(cards, (card) => card.id, (card) => small(context, card, themes))}</ul>
      ${cards.length ? nothing : html`<p class="theme-empty">${index < 9 ? t('console_theme_empty', {key: index + 1}) : ''}</p>`}
    </section>`;
}

function small(context, card, themes) {
  const {t} = context;
  const move = ({target}) => place(context, card, target.value || null);
  return html`
    <li class="small-card"><b class="figures">${card.number ?? ''}</b><p>${card.text}</p>
      <span class="move">${icons.grip}<select data-focus="move-${card.id}" aria-label=${t('console_move', {number: card.number ?? ''})} @change=${move}>
        ${themes.map((theme) => html`<option value=${theme.id} .selected=${theme.id === card.theme}>${theme.title}</option>`)}
        <option value="">${t('console_alone')}</option></select></span></li>`;
}

function themeForm({t, act, set, presses}, theme) {
  const what = `drop ${theme.id}`;
  const back = `[data-focus="theme-${theme.id}"]`;
  const save = async (event) => {
    event.preventDefault();
    const title = event.target.elements.title.value;
    const answer = await act({do: 'retitle', theme: theme.id, title}, {key: 'console_saved', tone: 'quiet'});
    if (answer.ok) set({theme: null}, back);
  };
  const drop = async () => {
    if (!presses.press(what, {twice: true})) return;
    const answer = await act({do: 'drop_theme', theme: theme.id}, {key: 'console_theme_dropped', args: {title: theme.title}});
    if (answer.ok) set({theme: null}, '#new-theme');
  };
  return html`
    <form class="theme-form" @submit=${save}>
      <label class="hidden-visually" for="title-${theme.id}">${t('console_theme_name')}</label>
      <input class="field" id="title-${theme.id}" name="title" maxlength="60" autocomplete="off" .defaultValue=${theme.title}>
      <button class="btn strong" type="submit">${t('console_save')}</button>
      <button class="btn" type="button" @click=${drop}>${t(presses.isArmed(what) ? 'console_again_drop' : 'console_theme_drop')}</button>
      <button class="btn quiet" type="button" @click=${() => set({theme: null}, back)}>${t('console_cancel')}</button>
    </form>`;
}

/** Name a theme; the card on top of the pile comes along. */
function newTheme(context, round, themes, card) {
  const {t, act} = context;
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.title;
    const title = field.value.trim();
    if (!title) return;
    const id = newId();
    const answer = await act({do: 'theme', id, activity: round.id, title}, {key: 'console_theme_made', args: {title}, tone: 'quiet'});
    if (!answer.ok) return;
    if (field.value.trim() === title) field.value = '';
    if (card) await place(context, card, id);
  };
  const looks = themes.map((theme) => theme.look);
  return html`
    <form class="theme new-theme" @submit=${submit}>
      <label for="new-theme">${icons.cap('N')} ${shape(Math.max(-1, ...looks) + 1)} ${t('console_theme_new')}</label>
      <input class="field" id="new-theme" name="title" maxlength="60" autocomplete="off" placeholder=${t('console_theme_new_how')}>
      <p class="small">${card ? t('console_theme_takes', {number: card.number ?? ''}) : nothing}</p>
    </form>`;
}

// A theme as a column one can drop ideas in, the ideas that stand by themselves, and the field that names a new theme.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {guard} from '../../../vendor/lit/directives/guard.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {newId} from '../../live/socket.js';
import {shape} from '../icons.js';
import * as icons from './icons.js';
import {place} from './moves.js';
import {isOpen, small} from './small.js';

/** Draw a theme with its ideas. */
export function column(context, round, theme, index, {of, pile: [top]}, themes) {
  const {t, ui, set} = context;
  const cards = of.get(theme.id);
  const key = index < 9 ? icons.cap(index + 1) : nothing;
  const title = html`${shape(theme.look)}<span>${theme.title}</span>`;
  return html`
    <section class="theme" aria-labelledby="theme-${theme.id}" data-drop="theme" data-theme=${theme.id}>
      ${ui.theme === theme.id ? themeForm(context, theme) : html`
      <header>
        <h3 id="theme-${theme.id}" aria-label=${theme.title}>${top
          ? html`<button class="put" type="button" data-focus="put-${theme.id}" @click=${() => place(context, top, theme.id)}>${key}${title}<span class="hidden-visually">: ${t('console_put', {number: top.number ?? ''})}</span></button>`
          : html`<span class="put">${key}${title}</span>`}</h3>
        <span class="count figures">${cards.length}</span>
        <button class="btn quiet" type="button" data-focus="theme-${theme.id}" @click=${() => set({theme: theme.id}, `#title-${theme.id}`)}>${icons.pen}<span class="hidden-visually">${t('console_theme_edit', {title: theme.title})}</span></button>
      </header>`}
      ${list(context, round, cards, themes)}
      ${cards.length ? nothing : html`<p class="theme-empty">${index === 0 ? t('console_theme_first') : index < 9 ? t('console_theme_empty', {key: index + 1}) : ''}</p>`}
    </section>`;
}

/** The ideas that stand by themselves: no leftover, they vote as any other. */
export function alone(context, round, cards, themes) {
  const {t} = context;
  return html`
    <section class="theme by-itself" aria-labelledby="theme-alone" data-drop="alone">
      <header><h3 id="theme-alone"><span class="put">${icons.cap('S')}<span>${t('console_alone_all')}</span></span></h3><span class="count figures">${cards.length}</span></header>
      ${list(context, round, cards, themes)}
    </section>`;
}

const list = (context, round, cards, themes) =>
  guard([cards.some((card) => isOpen(context, card)) ? {} : null, themes.length, ...themes, ...cards], () => html`
    <ul>${repeat(cards, (card) => card.id, (card) => small(context, round, card, themes))}</ul>`);

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
export function newTheme(context, round, themes, card) {
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
    field.blur();
    if (card) await place(context, card, id, title);
  };
  const looks = themes.map((theme) => theme.look);
  return html`
    <form class="new-theme" @submit=${submit}>
      <label for="new-theme">${icons.cap('N')} ${shape(Math.max(-1, ...looks) + 1)} ${t('console_theme_new')}</label>
      <input class="field" id="new-theme" name="title" maxlength="60" autocomplete="off" placeholder=${t('console_theme_new_how')}>
      <p class="small">${card ? t('console_theme_takes', {number: card.number ?? ''}) : nothing}</p>
    </form>`;
}

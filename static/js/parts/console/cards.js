// One idea as a row, with what may be done to it: hide with a reason, show again, mend, put alone on the board.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {live} from '../../../vendor/lit/directives/live.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {shape} from '../icons.js';
import {flagOf} from './flags.js';
import * as icons from './icons.js';

const REASONS = ['person', 'contact', 'hurt', 'elsewhere'];

/** A list of ideas. `can` says which buttons a row has: {edit, light, flags}. */
export const cardList = (context, cards, {name, can = {}, look = ''}) => html`
  <ul class="cards ${look}" aria-labelledby=${name}>
    ${repeat(cards, (card) => card.id, (card) => row(context, card, can))}
  </ul>`;

function row(context, card, can) {
  const {t, ui, act, rows, set} = context;
  const open = ui.card?.id === card.id ? ui.card.what : null;
  const hidden = card.standing === 'hidden';
  const flag = can.flags && !hidden ? flagOf(card) : null;
  const theme = rows[`t:${card.theme}`];
  const lit = rows.screen.spotlight === card.id;
  const named = (label) => html`<span class="hidden-visually">${label}: ${card.text}</span>`;
  return html`
    <li class="${hidden ? 'off' : ''} ${open ? 'open' : ''} ${lit ? 'lit' : ''}" data-card=${card.id} data-focus="row-${card.id}" tabindex="-1">
      ${open === 'edit' ? editForm(context, card) : html`
        <p class="words">${card.number !== null ? html`<b class="figures">${card.number}</b>` : nothing}${theme ? html`${shape(theme.look)}<span class="hidden-visually">${theme.title}: </span>` : nothing}<span>${card.text}
          ${card.also?.length ? html`<span class="tag">${t('console_also', {numbers: card.also.join(', ')})}</span>` : nothing}
          ${said(context, card)}
          ${hidden ? html`<span class="tag reason">${t('console_hidden')}${card.reason ? `: ${card.reason}` : ''}</span>` : nothing}</span></p>
        ${flag ? html`<span class="flag">${icons.warning} ${t(flag)}</span>` : nothing}
        ${can.light && !hidden && card.number !== null ? html`<button class="btn quiet" type="button" data-focus="light-${card.id}" aria-pressed=${lit}
          @click=${() => act({do: 'screen', spotlight: lit ? null : card.id})}>${icons.lamp}${named(t('console_light'))}</button>` : nothing}
        ${can.edit ? html`<button class="btn quiet" type="button" data-focus="edit-${card.id}" @click=${() => openEdit(set, card)}>${dense(can, t('console_edit'), icons.pen)}${named(t('console_edit'))}</button>` : nothing}
        ${hidden || card.standing === 'waiting'
          ? html`<button class="btn quiet" type="button" data-focus="hide-${card.id}" @click=${() => act({do: 'show', target: card.id}, {key: 'console_shown_again', tone: 'quiet'})}>${t(hidden ? 'console_show_again' : 'console_take_in')}${named('')}</button>`
          : html`<button class="btn quiet" type="button" data-focus="hide-${card.id}" aria-expanded=${open === 'hide'} @click=${() => openHide(set, card, open)}>${dense(can, t('console_hide'), icons.closedEye)}${named(t('console_hide'))}</button>`}
        ${open === 'hide' ? hideForm(context, card) : nothing}`}
    </li>`;
}

/** What is to be known of an idea: where it came from, whether its words were mended, whether its writer objects. */
const said = ({t}, card) => [
  card.channel === 'paper' ? html`<span class="tag">${t('console_paper_tag')}</span>` : nothing,
  card.edited ? html`<span class="tag">${t('console_edited')}</span>` : nothing,
  card.late && card.standing !== 'hidden' ? html`<span class="tag">${t('console_late_tag')}</span>` : nothing,
  card.objects ? html`<span class="tag objects">${t('console_objects')}</span>` : nothing,
  ...(card.facts ?? []).map((fact) => html`<span class="tag">${fact}</span>`),
];

/** Its writer says that it does not fit where it lies; who that is, nobody is told. */
export const objects = ({t}, card) => (card.objects ? html`<div class="tags"><span class="tag objects">${t('console_objects')}</span></div>` : nothing);

/** The same on a line of its own, where there is anything to say. */
export const tags = (context, card) =>
  (card.channel === 'paper' || card.edited || card.late || card.objects ? html`<div class="tags">${said(context, card)}</div>` : nothing);

const dense = (can, word, icon) => (can.small ? icon : html`<span aria-hidden="true">${word}</span>`);

/** Open the choice of reasons at a card. */
export const openHide = (set, card, open) => set({card: open === 'hide' ? null : {id: card.id, what: 'hide'}}, `#reason-${card.id}`);

/** Open a card's words for mending. */
export const openEdit = (set, card) => set({card: {id: card.id, what: 'edit'}}, `#edit-${card.id}`);

/** Why an idea is hidden: one press on a reason hides it. Its writer sees the reason. */
export function hideForm({t, act, set}, card) {
  const hide = (reason) => act({do: 'hide', target: card.id, reason}, {key: 'console_hidden_now', tone: 'quiet'})
    .then(({ok}) => ok && set({card: null}, `[data-focus="hide-${card.id}"]`));
  const own = (event) => {
    event.preventDefault();
    hide(event.target.elements.reason.value.trim());
  };
  return html`
    <form class="reasons" @submit=${own}>
      <p class="small">${t('console_hide_why')}</p>
      ${REASONS.map((name, index) => html`<button class="btn" type="button" id=${index ? nothing : `reason-${card.id}`} @click=${() => hide(t(`console_reason_${name}`))}>${t(`console_reason_${name}`)}</button>`)}
      <label class="hidden-visually" for="own-${card.id}">${t('console_reason_own')}</label>
      <input class="field" id="own-${card.id}" name="reason" maxlength="200" autocomplete="off" placeholder=${t('console_reason_own')}>
      <button class="btn strong" type="submit">${t('console_hide')}</button>
      <button class="btn quiet" type="button" @click=${() => set({card: null}, `[data-focus="hide-${card.id}"]`)}>${t('console_cancel')}</button>
    </form>`;
}

/** Mend an idea's words. */
export function editForm({t, act, set, ui}, card) {
  const back = `[data-focus="edit-${card.id}"]`;
  const save = async (event) => {
    event.preventDefault();
    const text = event.target.elements.text.value;
    const answer = text === card.text ? {ok: true} : await act({do: 'edit', target: card.id, text}, {key: 'console_saved', tone: 'quiet'});
    if (answer.ok) set({card: null}, back);
  };
  const enter = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  };
  return html`
    <form class="edit" @submit=${save}>
      <label class="hidden-visually" for="edit-${card.id}">${t('console_edit_words')}</label>
      <textarea class="field" id="edit-${card.id}" name="text" rows="2" data-focus="words-${card.id}" .value=${live(ui.card.text ?? card.text)}
        @input=${({target}) => { ui.card.text = target.value; }} @keydown=${enter}></textarea>
      <button class="btn strong" type="submit">${t('console_save')}</button>
      <button class="btn quiet" type="button" @click=${() => set({card: null}, back)}>${t('console_cancel')}</button>
    </form>`;
}

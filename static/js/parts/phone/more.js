// The sheet behind *Mere*: own contributions, the board, larger text, the other language, another phone, help.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {minus, plus} from '../icons.js';
import {cardsOnBoard} from './board.js';
import {field} from './field.js';
import {pass} from './lend.js';
import {ownSection} from './own.js';
import {ownContributions, peopleHere} from './said.js';

const PARKING = 'parking'; // the activity that is always open, beside the programme
const LIMIT = 280;
const SIZES = ['1', '2', '3'];
const MOST_TOGETHER = 12;
const PAGES = {mine, heart, log, board: cardsOnBoard, move, help, pass};

/** The dialog; `ui.sheet` is null, 'list' or one of the pages. */
export function sheet(context) {
  const {t, ui, set} = context;
  const page = ui.sheet;
  if (!page) return nothing;
  const title = page === 'list' ? t('phone_more') : t(`phone_sheet_${page}`);
  const close = () => set({sheet: null});
  return html`<div class="sheet-head">
      ${page === 'list' || page === 'pass' ? nothing : html`<button class="text-button" type="button" @click=${() => set({sheet: 'list', focus: 'sheet'})}>${t('phone_back')}</button>`}
      <h2 id="sheet-title" tabindex="-1">${title}</h2>
      <button class="text-button" type="button" @click=${close}>${t('phone_close')}</button>
    </div>
    ${page === 'list' ? list(context) : html`<div class="sheet-page">${PAGES[page](context)}</div>`}`;
}

function list(context) {
  const {t, set, state, other, event, rows} = context;
  const own = ownContributions(state).length;
  const row = (page, line) => html`<li><button class="row" type="button" @click=${() => set({sheet: page, focus: 'sheet'})}>
    <span><b>${t(`phone_sheet_${page}`)}</b> ${line ? html`<span class="quiet">${line}</span>` : nothing}</span></button></li>`;
  return html`<ul class="rows">
    ${row('mine', own ? t('phone_mine_line', {n: own}) : t('phone_mine_none'))}
    ${event.stage === 'open' ? row('heart', t('phone_heart_line')) : nothing}
    ${rows.log ? row('log', t('phone_log_line')) : nothing}
    ${row('board')}
    <li><div class="row"><b id="size">${t('phone_larger_text')}</b>${sizes(context)}</div></li>
    <li><a class="row" href="?lang=${other}" lang=${other} hreflang=${other}><b>${t('phone_other_language')}</b></a></li>
    <li><div class="row"><span><b id="together">${t('phone_together')}</b> <span class="quiet">${t('phone_together_line')}</span></span>${together(context)}</div></li>
    ${row('move', state.mine.return_code ? html`${t('phone_your_code')} <strong>${state.mine.return_code}</strong>` : '')}
    ${row('help', t('phone_help_line'))}
    ${context.page.lend ? html`<li><a class="row" href="?lend=0"><b>${t('phone_own_phone')}</b></a></li>` : nothing}
  </ul>`;
}

function sizes({t, ui, setSize}) {
  return html`<div class="sizes" role="radiogroup" aria-labelledby="size">${SIZES.map((size) => html`
    <label class="size-${size}"><input type="radio" name="size" value=${size} aria-label=${t(`phone_size_${size}`)}
      .checked=${ui.size === size} @change=${() => setSize(size)}><span aria-hidden="true">Aa</span></label>`)}</div>`;
}

/** How many share this phone: each has votes. */
function together({t, state, send, say}) {
  const people = peopleHere(state);
  const set = (wished) => () => {
    if (wished < 1 || wished > MOST_TOGETHER) return;
    send({do: 'together', people: wished});
    say(t('phone_together_now', {n: wished}));
  };
  return html`<span class="steps" role="group" aria-labelledby="together">
    <button class="step" type="button" aria-label=${t('phone_one_fewer')} @click=${set(people - 1)}>${minus}</button><b>${people}</b><button
      class="step" type="button" aria-label=${t('phone_one_more_person')} @click=${set(people + 1)}>${plus}</button></span>`;
}

function mine(context) {
  const {t, state} = context;
  const none = !ownContributions(state).length;
  return html`${none ? html`<p>${t('phone_mine_none')}</p>` : ownSection(context, null, {heading: t('phone_mine'), note: t('phone_no_name'), where: 'mine'})}
    <p class="under"><a class="text-button" href="${context.page.base}/mine">${t('phone_own_more')}</a></p>
    <p><a class="text-button" href="${context.page.base}/was">${t('phone_was')}</a></p>`;
}

/** What one wants said at any time, beside whatever runs. It is read aloud before the end. */
function heart(context) {
  const {t, send} = context;
  return html`
    ${field(context, {
    draft: PARKING, label: t('phone_heart_label'), hint: t('phone_heart_line'), button: t('phone_heart_send'),
    under: t('phone_no_name'), limit: LIMIT, quiet: true,
    onSend: (text) => { send({do: 'contribute', activity: PARKING, text}); },
  })}
    ${ownSection(context, PARKING, {heading: t('phone_heart_own'), where: 'heart'})}`;
}

/** What facilitators did with the ideas, where they let the room read it. Of what is hidden only why. */
function log({t, rows, event}) {
  const lines = rows.log?.lines ?? [];
  const about = ({kind, number, text}) => (['hide', 'show'].includes(kind)
    ? html`${t('phone_log_hidden')}${text ? html`: <span lang=${event.language}>${text}</span>` : nothing}`
    : html`${number === null ? nothing : html`<b>${number}</b> `}<span lang=${event.language}>${text}</span>`);
  return lines.length ? html`<ol class="log">${lines.map((line) => html`
    <li><span class="quiet">${line.at} ${t(`common_change_${line.kind}`)}</span> ${about(line)}</li>`)}</ol>` : html`<p>${t('phone_log_none')}</p>`;
}

/** The return code of this person, and the field for coming back as oneself on this phone. */
function move(context) {
  const {t, state, ui, ask, set} = context;
  const submit = async (event) => {
    event.preventDefault();
    const input = event.currentTarget.elements.code;
    if (!input.value.trim()) return input.focus();
    if (state.outbox.some(({refused}) => !refused)) return set({regained: 'phone_send_first'});
    set({regained: 'phone_sending'});
    const answer = await ask({do: 'regain', code: input.value});
    return set({regained: answer.ok ? 'phone_said_regain' : answer.refused ?? 'refused_bad'});
  };
  return html`
    ${state.mine.return_code ? html`<p>${t('phone_move_line')}</p><p class="code">${state.mine.return_code}</p>` : nothing}
    <form class="field" @submit=${submit}>
      <label for="code">${t('phone_regain')}</label>
      <p class="quiet hint" id="code-hint">${t('phone_regain_hint')}</p>
      <input id="code" name="code" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="60" aria-describedby="code-hint">
      <button class="button plain" type="submit">${t('phone_regain_button')}</button>
      <p role="status">${ui.regained ? t(ui.regained) : nothing}</p>
    </form>`;
}

function help({t}) {
  return html`<ul class="help">${[1, 2, 3, 4].map((line) => html`<li>${t(`phone_help_${line}`)}</li>`)}</ul>`;
}

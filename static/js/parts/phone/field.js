// The field people write in. What is half-written is kept on the phone until it is sent or rubbed out.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {length} from '../text.js';

const COUNT_FROM = 40; // characters before the limit at which the counter appears
const DOUBLE_TAP = 700; // ms in which a second tap on the button means nothing
let sentAt = 0;

/**
 * A field with its button. `draft` names what is half-written, `onSend(text)` takes what is whole; `start` is
 * the text to begin from. `extra` is asked together with the text, and `ready()` says whether it is answered; a
 * `wordless` field may be sent empty. The textarea is ours alone after its first drawing: the template never sets its value.
 */
export function field(context, {
  draft, label, hint = '', button, under = '', limit, board = Infinity, start = '', quiet = false, look = 'main', alone = false,
  extra = nothing, wordless = false, ready = () => true, onSend, onCancel,
}) {
  const {t, drafts} = context;
  const id = `write-${draft.replace(/\W/g, '-')}`;
  const long = length(drafts.get(draft) ?? start);
  const keepFocus = (event) => event.preventDefault(); // a tap must not close the keyboard and move the button away
  const submit = (event) => {
    event.preventDefault();
    const area = event.currentTarget.querySelector('textarea');
    const text = area.value.trim();
    if (!text && !wordless) { area.focus(); return Date.now() - sentAt < DOUBLE_TAP ? undefined : context.say(t('phone_write_first')); }
    if (length(text) > limit) { area.focus(); return context.say(t('phone_too_much', {n: length(text) - limit})); }
    if (!ready()) return undefined;
    drafts.set(draft, '');
    area.value = '';
    sentAt = Date.now();
    return onSend(text);
  };
  return html`<form class="field ${alone ? 'alone' : ''}" @submit=${submit}>
    <label for=${id} class=${quiet ? 'hidden-visually' : ''}>${label}</label>
    ${hint ? html`<p class="quiet hint" id="${id}-hint">${hint}</p>` : nothing}
    <textarea id=${id} name="text" rows="3" autocomplete="off" data-draft=${draft} data-start=${start} lang=${context.event.language}
      aria-describedby="${hint ? `${id}-hint` : ''} ${id}-count" @input=${context.typed} @focus=${context.writing} @blur=${context.writing}></textarea>
    <p class="count ${long > limit ? 'over' : ''}" id="${id}-count">
      ${long > board ? html`<span>${t('phone_board_shows', {n: board})}</span>` : nothing}
      ${long > limit ? html`<b>${t('phone_too_much', {n: long - limit})}</b>`
    : long >= limit - COUNT_FROM ? html`<b>${t('phone_count', {n: long, limit})}</b>` : nothing}
    </p>
    ${extra}
    <button class="button ${look}" type="submit" @mousedown=${keepFocus}>${button}</button>
    ${onCancel ? html`<button class="text-button" type="button" @click=${onCancel}>${t('phone_cancel')}</button>` : nothing}
    ${under ? html`<p class="quiet under">${under}</p>` : nothing}
  </form>`;
}

/** Fill the fields that have just been drawn with what was half-written, and let every field grow with its text. */
export function settleFields(root, drafts) {
  for (const area of root.querySelectorAll('textarea[data-draft]')) {
    const {draft, start} = area.dataset;
    if (area.filledFor !== draft) {
      area.filledFor = draft;
      area.value = drafts.get(draft) ?? start ?? '';
    }
    if (area.grownFor !== area.value) {
      area.grownFor = area.value;
      area.style.height = 'auto';
      area.style.height = `${area.scrollHeight + 4}px`;
    }
  }
}

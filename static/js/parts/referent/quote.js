// May the words of somebody be used? Asked once they are written down, never before.
import {html, nothing} from '../../../vendor/lit/lit-html.js';

const ANSWERS = {N: 'named', U: 'nameless', M: 'no'};

/** The latest quote that nobody has been asked about. */
export const unanswered = ({notes}) => notes.filter(({kind, consent, how}) => kind === 'quote' && consent === null && how !== 'refused').at(-1) ?? null;

/** The question with its three answers; and once it is answered, the answer, which may be another. */
export function quote(context, note) {
  const {t, set, ui} = context;
  if (ui.naming === note.id) return naming(context, note);
  if (note.consent !== null && ui.asking !== note.id) {
    return html`<p class="answers quiet"><span>${t(`referent_consent_${note.consent}`)}${approval(context, note)}</span>
      ${note.how === 'received' ? html`<button class="text-button" type="button" @click=${() => set({asking: note.id}, `#consent-${CSS.escape(note.id)} button`)}>${t('referent_consent_change')}<span class="hidden-visually">: ${note.text}</span></button>` : nothing}</p>`;
  }
  const keys = (event) => {
    const letter = event.key.toUpperCase();
    if (event.ctrlKey || event.metaKey || event.altKey || !ANSWERS[letter]) return;
    event.preventDefault();
    answer(context, note, ANSWERS[letter]);
  };
  return html`<div class="answers" id="consent-${note.id}" role="group" aria-label=${t('referent_consent')} @keydown=${keys}>
    ${Object.entries(ANSWERS).map(([letter, value]) => html`<button class="btn" type="button" data-key=${letter} aria-keyshortcuts=${letter} @click=${() => answer(context, note, value)}>${t(`referent_ask_${value}`)}<kbd class="cap" aria-hidden="true">${letter}</kbd></button>`)}</div>`;
}

const approval = ({t}, note) => {
  if (note.approval) return html` · ${t(`referent_approval_${note.approval}`)}`;
  return note.awaited ? html` · ${t('referent_awaited')}` : nothing;
};

function answer(context, note, value) {
  const {send, set} = context;
  if (value === 'named') return set({naming: note.id}, `#name-${CSS.escape(note.id)}`);
  send({do: 'consent', target: note.id, value});
  return set({naming: null, asking: null}, '#line');
}

/** Whose name. It is most often the one who spoke before, or who holds the talk. */
function naming(context, note) {
  const {t, send, set, notes, rows} = context;
  const others = notes.filter(({activity, name}) => activity === note.activity && name);
  const guess = note.name ?? rows[`a:${note.activity}`]?.speaker ?? others.at(-1)?.name ?? '';
  const submit = (event) => {
    event.preventDefault();
    const name = event.target.elements.name.value.trim();
    if (!name) return event.target.elements.name.focus();
    send({do: 'consent', target: note.id, value: 'named', name});
    return set({naming: null, asking: null}, '#line');
  };
  return html`<form class="answers" id="consent-${note.id}" @submit=${submit}>
    <label for="name-${note.id}">${t('referent_name')}</label>
    <input class="field" id="name-${note.id}" name="name" maxlength="60" autocomplete="off" value=${guess} @focus=${({target}) => target.select()}>
    <button class="btn strong" type="submit">${t('referent_ask_named')}</button></form>`;
}

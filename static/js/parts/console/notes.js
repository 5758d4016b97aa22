// Notes from the console: the referent's line in small, for whoever has no referent beside them, and a camera.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {newId} from '../../live/socket.js';
import {photoButton, photosUnderWay} from '../referent/photo.js';
import {KINDS, readLine} from '../referent/prefixes.js';
import * as icons from './icons.js';

const LATEST = 5;
let tried = null; // {text, id} of what did not get through: the same words are never there twice

const notesOf = (rows) => Object.keys(rows).filter((id) => id.startsWith('n:')).map((id) => rows[id])
  .sort((one, other) => (one.at < other.at ? -1 : 1));

/** In the private column: a number, and the line when it is opened. */
export const notes = (context) => html`
  <section class="notes">
    <h3><button class="btn quiet wide" type="button" data-focus="notes" aria-expanded=${context.ui.notes} @click=${() => context.set({notes: !context.ui.notes}, context.ui.notes ? null : '#note')}>
      <span>${context.t('console_notes')}</span><b class="figures">${context.rows.progress.notes}</b></button></h3>
    ${context.ui.notes ? opened(context) : nothing}
  </section>`;

/** On a phone: a tab of its own. */
export const notesTab = (context) => html`<h2>${context.t('console_notes')}</h2>${opened(context)}`;

function opened(context) {
  const {rows, t, page} = context;
  if (rows.event.stage === 'planned') return html`<p class="small">${t('refused_not_begun')}</p>`;
  const latest = notesOf(rows).slice(-LATEST).reverse();
  return html`
    ${line(context)}
    <div class="notes-more">${photoButton(spoken(context))}
      <a class="btn quiet" href="${page.base}/referent" target="_blank">${t('console_notes_page')}</a></div>
    ${photosUnderWay(spoken(context))}
    ${latest.length ? html`<ol class="latest-notes">${repeat(latest, ({id}) => id, (note) => item(context, note))}</ol>` : html`<p class="small">${t('console_notes_how')}</p>`}`;
}

/** The context as the referent's parts know it. */
const spoken = (context) => ({
  ...context, event: context.rows.event,
  say: (key, args = {}, {error = false} = {}) => context.say({key, args, tone: error ? 'error' : 'note'}),
});

function item(context, note) {
  const {t, rows} = context;
  const at = rows[`a:${note.activity}`];
  return html`<li><span class="small">${note.kind === 'photo' ? nothing : icons.cap(KINDS[note.kind])} ${t(`referent_kind_${note.kind}`)}${at ? html` · ${at.title}` : nothing}</span>
    ${note.kind === 'photo' && !note.text ? describe(context, note) : html`<p>${note.kind === 'quote' ? `»${note.text}«` : note.text}</p>`}</li>`;
}

/** A picture has to say what it shows before it is in the minutes. */
function describe({t, act, page}, note) {
  const submit = (event) => {
    event.preventDefault();
    const {text, open} = event.target.elements;
    if (text.value.trim()) act({do: 'describe', target: note.id, text: text.value, public: open.checked});
  };
  return html`<form class="describe" @submit=${submit}>
    <img src="${page.base}/photo/${note.id}.jpg" alt="">
    <label for="alt-${note.id}">${t('referent_alt')}</label>
    <input class="field" id="alt-${note.id}" name="text" maxlength="280" autocomplete="off">
    <label class="switch"><input type="checkbox" name="open"> ${t('referent_public')}</label>
    <button class="btn" type="submit">${t('referent_save_edit')}</button></form>`;
}

/** The line. Its note lands at what ran when its first letter was typed. */
function line(context) {
  const {t, ui, set, rows, look} = context;
  const at = rows[`a:${ui.noteAt ?? rows.event.now}`];
  const typed = ({target}) => {
    const noteAt = target.value.trim() ? ui.noteAt ?? rows.event.now : null;
    if (noteAt !== ui.noteAt) set({noteAt});
  };
  const enter = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    give(look(), event.target);
  };
  const submit = (event) => {
    event.preventDefault();
    give(look(), event.target.elements.text);
  };
  return html`<form class="note-line" @submit=${submit}>
    <label for="note">${at ? t('referent_lands', {title: at.title}) : t('referent_line')} ${icons.cap('I')}</label>
    <textarea class="field" id="note" name="text" rows="2" autocomplete="off" placeholder="- &quot; * % + / ! ?" @input=${typed} @keydown=${enter}></textarea>
    <button class="btn" type="submit">${t('referent_save')}</button></form>`;
}

async function give({act, set, ui, rows}, field) {
  const typed = field.value;
  const note = readLine(typed);
  if (!note.text.trim()) return;
  const id = tried?.text === typed ? tried.id : newId();
  tried = {text: typed, id};
  const answer = await act({do: 'note', id, ...note, activity: ui.noteAt ?? rows.event.now}, {key: 'referent_said_note', tone: 'quiet'});
  if (!answer.ok) return;
  tried = null;
  if (field.value === typed) field.value = '';
  set({noteAt: field.value.trim() ? rows.event.now : null});
}

// What has been written, by activity, newest last; each note may be moved, mended and taken away.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {clockTime} from '../time.js';
import {arrow, bin, cap, pen} from './icons.js';
import {takeUp} from './line.js';
import {picture} from './photo.js';
import {KINDS, readLine, typedAs} from './prefixes.js';
import {before, begun} from './said.js';
import {quote} from './quote.js';
import {ask} from './speaker.js';

/** Every activity with something written, and the one that runs. */
export function groups(context) {
  const {rows, event, notes, t} = context;
  const shown = begun(rows).filter(({id}) => id === event.now || notes.some(({activity}) => activity === id));
  if (!notes.length && !shown.length) return html`<p class="empty">${t('referent_none')}</p>`;
  return repeat(shown, ({id}) => id, (activity) => {
    const own = notes.filter((note) => note.activity === activity.id);
    const opened = activity.opened_at ? clockTime(Date.parse(activity.opened_at), event.timezone, context.language) : '';
    return html`
      <section class="group ${activity.id === event.now ? 'now' : ''}" aria-labelledby="at-${activity.id}">
        <h2 id="at-${activity.id}">${activity.title} <span>${opened}</span></h2>
        ${own.length ? html`<ol>${repeat(own, ({id}) => id, (note) => item(context, note))}</ol>` : html`<p class="empty">${t('referent_none_here')}</p>`}
        ${ask(context, activity, own)}
      </section>`;
  });
}

function item(context, note) {
  const {ui} = context;
  const asks = note.kind === 'quote' && note.how !== 'refused' && (note.consent === null || ui.naming === note.id);
  return html`<li class="note ${note.how} ${asks ? 'asks' : ''}" id="note-${note.id}">
    ${ui.editing === note.id ? editing(context, note) : note.kind === 'photo' ? picture(context, note, grips(context, note)) : written(context, note)}</li>`;
}

function written(context, note) {
  const {t, event} = context;
  return html`
    <p class="kind">${cap(KINDS[note.kind])} <span>${t(`referent_kind_${note.kind}`)}</span></p>
    <p class="text"><span lang=${event.language}>${note.kind === 'quote' ? `»${note.text}«` : note.text}</span>${note.kind === 'quote' && note.name ? html` <span class="quiet">${note.name}</span>` : nothing}${note.link ? html` <a class="refers" href="#idea-${note.link}">${t('referent_number', {n: note.link})}</a>` : nothing}</p>
    ${note.how === 'refused' ? refused(context, note) : note.how === 'received' ? grips(context, note)
      : html`<p class="quiet how">${t(note.how === 'sending' ? 'referent_sending' : 'referent_is_here')}</p>`}
    ${note.kind === 'quote' && note.how !== 'refused' ? quote(context, note) : nothing}`;
}

/** To the activity before, other words, away. */
function grips(context, note) {
  const {t, rows, send, say, set, ui} = context;
  const what = note.kind === 'photo' ? t('referent_kind_photo') : t(`referent_kind_${note.kind}`);
  const earlier = before(rows, note.activity);
  const up = () => {
    send({do: 'note_move', target: note.id, activity: earlier.id});
    say('referent_moved', {title: earlier.title}, {undo: true});
  };
  const away = () => {
    if (note.kind === 'photo') return ui.removing === note.id ? dropPhoto(context, note) : set({removing: note.id});
    send({do: 'note_remove', target: note.id});
    say('referent_removed', {}, {undo: true});
    return set({}, '#line');
  };
  const grip = (name, label, icon, press) => html`<button class="btn quiet" type="button" data-focus="${name}-${note.id}" title=${label} @click=${press}>${icon}<span class="hidden-visually">${label}: ${what}</span></button>`;
  return html`<div class="grips">
    ${earlier ? grip('up', t('referent_up', {title: earlier.title}), arrow, up) : nothing}
    ${grip('edit', t('referent_edit'), pen, () => set({editing: note.id}, `#edit-${CSS.escape(note.id)}`))}
    ${note.kind === 'photo' && ui.removing === note.id ? html`<button class="btn danger" type="button" @click=${away}>${t('referent_delete_sure')}</button>` : grip('remove', t('referent_delete'), bin, away)}
  </div>`;
}

async function dropPhoto({act, set}, note) {
  await act({do: 'drop_photo', target: note.id});
  set({removing: null}, '#line');
}

/** Mend a note as it was typed; and put it anywhere. */
function editing(context, note) {
  const {t, set, send, say, rows, event, act} = context;
  const photo = note.kind === 'photo';
  const close = () => set({editing: null}, '#line');
  const submit = async (submitted) => {
    submitted.preventDefault();
    const {text, activity, open} = submitted.target.elements;
    if (activity.value !== note.activity) send({do: 'note_move', target: note.id, activity: activity.value});
    if (photo) {
      await act({do: 'describe', target: note.id, text: text.value, public: open.checked});
      return close();
    }
    const read = readLine(text.value);
    if (!read.text.trim()) return text.focus();
    send({do: 'note_edit', target: note.id, ...read});
    say('referent_edited', {}, {undo: true});
    return close();
  };
  const enter = (event_) => {
    if (event_.key !== 'Enter' || event_.shiftKey || event_.isComposing) return;
    event_.preventDefault();
    event_.target.form.querySelector('[type=submit]').click();
  };
  return html`<form class="mend" @submit=${submit}>
    ${photo ? html`<img src="${context.page.base}/photo/${note.id}.jpg" alt=${note.text}>` : nothing}
    <label for="edit-${note.id}">${t(photo ? 'referent_alt' : 'referent_edit_label')}</label>
    <textarea class="field" id="edit-${note.id}" name="text" rows="2" lang=${event.language} .value=${photo ? note.text : typedAs(note)} @keydown=${enter}></textarea>
    ${photo ? html`<label class="tick"><input type="checkbox" name="open" .checked=${note.public}> <span>${t('referent_public')}</span></label>` : nothing}
    <label for="move-${note.id}">${t('referent_belongs')}</label>
    <select class="field" id="move-${note.id}" name="activity">${begun(rows).map(({id, title}) => html`<option value=${id} .selected=${id === note.activity}>${title}</option>`)}</select>
    <p class="mend-buttons"><button class="btn strong" type="submit">${t('referent_save_edit')}</button>
      <button class="btn quiet" type="button" @click=${close}>${t('referent_cancel')}</button></p>
  </form>`;
}

function refused(context, note) {
  const {t, forget, set} = context;
  const again = () => {
    takeUp(context, note);
    forget(note.item.key);
  };
  return html`<div class="refusal"><p><b>${t('referent_not_in')}</b> ${t(note.item.refused, note.item.args)}</p>
    <button class="btn" type="button" @click=${again}>${t('referent_edit')}</button>
    <button class="btn quiet" type="button" @click=${() => { forget(note.item.key); set({}, '#line'); }}>${t('referent_delete')}</button></div>`;
}

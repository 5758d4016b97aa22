// Pictures: taken or chosen, made smaller here where that can be done, and sent at once. They do not wait in the outbox.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {newId} from '../../live/socket.js';
import {camera} from './icons.js';

const SIDE = 2000; // px; the laptop makes larger ones smaller, this only saves the way there
const QUALITY = 0.85;

/** The button. It belongs to what runs when the picture is chosen. */
export const photoButton = (context) => html`<label class="btn photo">${camera}<span>${context.t('referent_photo')}</span>
  <input class="hidden-visually" type="file" accept="image/*" capture="environment" @change=${(event) => choose(context, event.target)}></label>`;

function choose(context, input) {
  const [file] = input.files;
  input.value = '';
  if (file) send(context, {id: newId(), file, activity: context.event.now});
}

async function send(context, photo) {
  const {ui, set, say} = context;
  const others = () => ui.photos.filter(({id}) => id !== photo.id);
  set({photos: [...others(), {...photo, failed: false}]});
  const answer = await put(context, photo);
  if (answer.ok) {
    set({photos: others(), editing: photo.id}, `#edit-${CSS.escape(photo.id)}`);
    say('referent_photo_received');
    return;
  }
  set({photos: [...others(), {...photo, failed: true}]});
  say(answer.refused ?? 'refused_bad', answer.args, {error: true});
}

async function put({page, history}, {id, file, activity}) {
  try {
    const query = new URLSearchParams({id, history, ...(activity ? {activity} : {})});
    const body = await smaller(file);
    const answer = await fetch(`${page.base}/photo?${query}`, {method: 'POST', headers: {'Content-Type': body.type || 'image/jpeg'}, body});
    if (answer.status === 413) return {ok: false, refused: 'refused_photo_large'};
    return await answer.json();
  } catch {
    return {ok: false, refused: 'refused_offline'};
  }
}

/** At most SIDE px and a JPEG; the file itself where this browser cannot do that. */
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file);
    const by = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * by);
    canvas.height = Math.round(picture.height * by);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => { canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/jpeg', QUALITY); });
  } catch {
    return file;
  }
}

/** Those on their way, and those that did not get there. They live until the page is left. */
export const photosUnderWay = (context) => context.ui.photos.map((photo) => html`
  <p class="under-way">${context.t(photo.failed ? 'referent_photo_not' : 'referent_photo_sending')}
    ${photo.failed ? html`<button class="btn" type="button" @click=${() => send(context, photo)}>${context.t('referent_again')}</button>
      <button class="btn quiet" type="button" @click=${() => context.set({photos: context.ui.photos.filter(({id}) => id !== photo.id)})}>${context.t('referent_delete')}</button>` : nothing}</p>`);

/** A picture in the list. Without a line that says what it shows, it is in no minutes. */
export const picture = ({t, page, event}, note, grips) => html`
  <p class="kind">${camera} <span>${t('referent_kind_photo')}</span></p>
  <figure class="text"><img src="${page.base}/photo/${note.id}.jpg" alt=${note.text} loading="lazy">
    <figcaption lang=${event.language}>${note.text || html`<span class="lacks">${t('referent_alt_missing')}</span>`} <span class="quiet">${t(note.public ? 'referent_is_public' : 'referent_is_internal')}</span></figcaption></figure>
  ${grips}`;

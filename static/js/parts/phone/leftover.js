// What somebody was writing when the room went on: offered once more on top of whatever runs now.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {length} from '../text.js';

/** A card with the half-written text of another round, to be sent or dropped; nothing where there is none. */
export function leftover({drafts, rows, event, t, send, set}) {
  if (event.stage !== 'open') return nothing;
  const id = drafts.fields().find((field) => field !== event.now && rows[`a:${field}`]?.limit);
  if (!id) return nothing;
  const text = drafts.get(id);
  const away = () => { drafts.set(id, ''); set({}); };
  const give = () => { send({do: 'contribute', activity: id, text: text.trim()}); away(); };
  const fits = length(text.trim()) <= rows[`a:${id}`].limit;
  return html`<section class="leftover" aria-labelledby="leftover">
    <h2 id="leftover">${t('phone_not_done')}</h2>
    <p class="card-text" lang=${event.language}>${text}</p>
    <div class="card-foot"><span class="card-actions">
      ${fits ? html`<button class="text-button" type="button" @click=${give}>${t('phone_send_anyway')}</button>` : nothing}
      <button class="text-button" type="button" @click=${away}>${t('phone_drop')}</button>
    </span></div>
  </section>`;
}

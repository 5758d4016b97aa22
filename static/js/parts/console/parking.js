// The parking lot: what people want said. A number, and the texts when it is opened; nobody's name.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {cardList} from './cards.js';
import {cardsOf} from './select.js';

const PARKING = 'parking';

/** Draw it, folded until it is asked for. */
export function parking(context) {
  const {rows, t, ui, set} = context;
  const {parked} = rows.progress;
  return html`
    <section class="parking">
      <h3><button class="btn quiet wide" type="button" data-focus="parking" aria-expanded=${Boolean(ui.parking)} @click=${() => set({parking: !ui.parking})}>
        <span>${t('console_parked')}</span><b class="figures">${parked}</b></button></h3>
      ${ui.parking ? opened(context) : nothing}
    </section>`;
}

function opened(context) {
  const {rows, t, act} = context;
  const cards = [...cardsOf(rows, PARKING)].reverse();
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.text;
    const text = field.value.trim();
    if (!text) return;
    const answer = await act({do: 'contribute', activity: PARKING, text}, {key: 'console_park_done', tone: 'quiet'});
    if (answer.ok && field.value.trim() === text) field.value = '';
  };
  return html`
    <p class="small">${t(cards.length ? 'console_parked_how' : 'console_parked_none')}</p>
    ${cards.length ? cardList(context, cards, {name: 'parking-list', can: {small: true}}) : nothing}
    <form class="park" @submit=${submit}>
      <label for="park">${t('console_park')}</label>
      <input class="field" id="park" name="text" maxlength="280" autocomplete="off">
      <button class="btn" type="submit">${t('console_park_send')}</button>
    </form>`;
}

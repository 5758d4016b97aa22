// Cards written by hand, typed in by the facilitator: Enter sends one, and the field is at once ready for the next.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {newId} from '../../live/socket.js';
import {arrival} from './arrival.js';
import * as icons from './icons.js';

const tried = new Map(); // a text that did not get through -> its id, so that the same text is never there twice

/** The field, and what did not get through. */
export function paper(context, round) {
  const {t, ui} = context;
  const submit = (event) => {
    event.preventDefault();
    const field = event.target.elements.text;
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    give(context, round, text, field);
  };
  return html`
    <form class="paper" @submit=${submit}>
      <label for="paper">${t('console_paper')} ${icons.cap('P')}</label>
      <input class="field" id="paper" name="text" data-focus="paper" autocomplete="off" placeholder=${t('console_paper_how')}>
      <button class="btn" type="submit">${t('console_paper_send')}</button>
      ${ui.paper ? html`<p class="small paper-said" aria-hidden="true">${t(ui.paper.key, ui.paper.args)}</p>` : nothing}
      ${ui.paperLeft.map((text) => html`<p class="paper-left"><span>${t('console_paper_not')} »${text}«</span>
        <button class="btn" type="button" @click=${() => again(context, round, text)}>${t('console_paper_again')}<span class="hidden-visually">: ${text}</span></button></p>`)}
    </form>`;
}

/** Send a card and say its number. What was refused goes back into the field, or beside it where the next has begun. */
async function give({act, set, say, look}, round, text, field) {
  const id = tried.get(text) ?? newId();
  tried.delete(text);
  const answer = await act({do: 'contribute', id, activity: round.id, text});
  if (!answer.ok) {
    tried.set(text, id);
    if (field?.isConnected && !field.value.trim()) field.value = text;
    else set({paperLeft: [...look().ui.paperLeft, text]});
    return;
  }
  const card = await arrival(look, (rows) => rows[`c:${id}`]);
  const said = card?.number == null ? {key: 'console_paper_received', args: {}} : {key: 'console_paper_numbered', args: {number: card.number}};
  set({paper: said});
  say({...said, tone: 'quiet'});
}

function again(context, round, text) {
  context.set({paperLeft: context.look().ui.paperLeft.filter((other) => other !== text)}, '#paper');
  give(context, round, text, null);
}

// Raised hands: counted idea by idea, of those without a phone. By keyboard: number, Enter, hands, Enter.
import {html, noChange, nothing} from '../../../vendor/lit/lit-html.js';
import {live} from '../../../vendor/lit/directives/live.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {shape} from '../icons.js';
import * as icons from './icons.js';
import {find} from './select.js';

const REST = 500; // ms after the last press before the number is sent
const MOST = 10_000;
const sending = new Map(); // card -> the timer of what is about to be sent

/** Is the counting folded out? Without phones it is, until it is closed. */
export const isOpen = ({ui, rows, activity}) => activity?.kind === 'vote' && activity.stage !== 'planned'
  && (ui.hands ?? (activity.stage === 'open' && !rows.screen.phones));

/** Fold it out, or away. */
export const toggle = ({ui, set}, open) => set({hands: open, handsFind: ''}, open ? '#hands-find' : '[data-focus="hands"]');

/** The button that folds it out; how many hands were up for one idea at most stands on it. */
export function opener(context) {
  const {t, rows} = context;
  const {hands} = rows.progress;
  return html`<button class="btn hands-open" type="button" data-focus="hands" aria-expanded="false" @click=${() => toggle(context, true)}>
    ${icons.hand}${t('console_hands')}${hands ? html` <b class="figures">${hands}</b>` : nothing}${icons.cap('O')}</button>`;
}

/** The list: every idea with its number of hands; above it the field that finds one. */
export function draw(context, cards) {
  const {t, ui, set, say} = context;
  const found = /\D/.test(ui.handsFind.trim()) ? find(cards, ui.handsFind) : cards; // a number only finds the way
  const enter = (event) => { // what stands in the field now: the drawing may be a key behind
    event.preventDefault();
    const wanted = event.target.elements.find.value.trim();
    if (!wanted) return;
    const [first] = find(cards, wanted);
    const exact = first && (/\D/.test(wanted) || numbersOf(first).includes(Number(wanted)));
    if (exact) goTo(`hands-${first.id}`);
    else say({key: 'console_no_such_number', args: {number: wanted}, tone: 'error'});
  };
  return html`
    <section class="hands" aria-labelledby="hands-head">
      <div class="list-head centred"><h2 id="hands-head">${t('console_hands')}</h2><p>${t('console_hands_only')}</p>
        <button class="btn quiet" type="button" data-focus="hands" aria-expanded="true" @click=${() => toggle(context, false)}>${t('console_hands_done')}</button></div>
      <form class="hands-find" @submit=${enter}>
        <label for="hands-find">${t('console_hands_idea')}</label>
        <input class="field" id="hands-find" name="find" autocomplete="off" placeholder=${t('console_merge_how')}
          .value=${live(ui.handsFind)} @input=${({target}) => set({handsFind: target.value})}>
        <p class="small wide-only">${t('console_hands_how')}</p>
      </form>
      ${found.length ? html`<ul class="cards hands-list" aria-labelledby="hands-head">${repeat(found, ({id}) => id, (card) => row(context, card))}</ul>`
    : html`<p class="empty">${t('console_found_none')}</p>`}
    </section>`;
}

/** Move the focus at once: the next key may come before the next drawing. */
function goTo(id) {
  const field = document.getElementById(id);
  field?.focus();
  field?.select();
}

const numbersOf = (card) => [card.number, ...(card.also ?? [])];

function row(context, card) {
  const {t, ui, rows, activity, act} = context;
  const counted = rows[`h:${activity.id}`]?.hands[card.id] ?? 0;
  const count = ui.handsAt[card.id] ?? counted;
  const lit = rows.screen.spotlight === card.id;
  const theme = rows[`t:${card.theme}`];
  const number = card.number ?? '';
  const field = `hands-${card.id}`;
  const typed = ({target}) => {
    if (/^\d{1,5}$/.test(target.value)) tell(context, card, Number(target.value), {now: true});
    else target.value = count;
  };
  const enter = (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    typed(event);
    goTo('hands-find');
    context.set({handsFind: ''});
  };
  const step = (by) => () => tell(context, card, (ui.handsAt[card.id] ?? counted) + by);
  const focused = document.activeElement?.id === field;
  return html`
    <li class=${lit ? 'lit' : ''} data-card=${card.id} data-focus="row-${card.id}" tabindex="-1">
      <p class="words"><b class="figures">${numbersOf(card).filter((n) => n != null).join(', ')}</b>${theme ? html`${shape(theme.look)}<span class="hidden-visually">${theme.title}: </span>` : nothing}<span>${card.text}</span></p>
      ${rows.screen.phones ? nothing : html`<button class="btn quiet" type="button" data-focus="light-${card.id}" aria-pressed=${lit} title=${t('console_light')}
        @click=${() => act({do: 'screen', spotlight: lit ? null : card.id})}>${icons.lamp}<span class="hidden-visually">${t('console_light')}: ${number}</span></button>`}
      <div class="hands-count" role="group" aria-label=${t('console_hands_for', {number})}>
        <button class="btn" type="button" data-focus="fewer-${card.id}" aria-label=${t('console_hand_fewer', {number})} @click=${step(-1)}>${icons.minus}</button>
        <input class="field figures" id=${field} data-focus=${field} inputmode="numeric" maxlength="5" autocomplete="off" aria-label=${t('console_hands_for', {number})}
          .value=${focused ? noChange : live(String(count))} @change=${typed} @keydown=${enter}>
        <button class="btn" type="button" data-focus="more-${card.id}" aria-label=${t('console_hand_more', {number})} @click=${step(1)}>${icons.plus}</button>
      </div>
    </li>`;
}

/** Send a card's number; presses on − and + in a row are one. */
function tell(context, card, number, {now = false} = {}) {
  const {ui, set, act, activity, rows} = context;
  const people = Math.max(0, Math.min(MOST, number));
  const before = ui.handsAt[card.id] ?? rows[`h:${activity.id}`]?.hands[card.id] ?? 0;
  if (people === before && !sending.has(card.id)) return;
  clearTimeout(sending.get(card.id));
  set({handsAt: {...ui.handsAt, [card.id]: people}});
  const send = async () => {
    sending.delete(card.id);
    await act({do: 'count', activity: activity.id, target: card.id, people},
      {key: 'console_hands_counted', args: {number: card.number ?? '', n: people}, tone: 'quiet'});
    if (ui.handsAt[card.id] !== people) return;
    const {[card.id]: sent, ...others} = ui.handsAt;
    set({handsAt: others});
  };
  sending.set(card.id, setTimeout(send, now ? 0 : REST));
}

// The board from the console: what it shows now, and the few things one may do with it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import * as icons from './icons.js';
import {cardsOf, roundOf} from './select.js';

const SCENES = [
  ['round', icons.question], ['cards', icons.cards], ['top', icons.podium],
  ['codes', icons.codes], ['blank', icons.blank], ['clock', icons.dial],
];

/** The live picture of the board and its buttons. */
export function board(context) {
  const {rows, t, wide, page, ui, commands} = context;
  const {screen} = rows;
  const seen = wide || ui.tab === 'room';
  const key = (name, pressed, icon, words, press, look = '') => html`<button class="btn ${look}" type="button" data-focus=${name} aria-pressed=${pressed} @click=${press}>${icon}<span>${words}</span></button>`;
  return html`
    <section class="board-now">
      <h3>${t('console_board_now')}${screen.frozen ? html` <strong>${t('console_frozen')}</strong>` : nothing}${screen.phones ? nothing : html` <strong>${t('console_phones_are_off')}</strong>`}</h3>
      ${seen ? html`<iframe class="preview" src="${page.base}/board?preview=1" title=${t('console_board_picture')} tabindex="-1" loading="lazy"></iframe>` : nothing}
      ${screen.pages > 1 && (screen.scene || !wide) ? html`<button class="btn turn" type="button" data-focus="turn" @click=${commands.page}>
        ${t(screen.scene === 'cards' ? 'console_next_page' : screen.page + 1 < screen.pages ? 'console_next_five' : 'console_first_five')}
        <span class="figures">${(screen.page % screen.pages) + 1}/${screen.pages}</span>${icons.cap('V')}</button>` : nothing}
      <div class="board-keys" role="group" aria-label=${t('console_board')}>
        ${SCENES.map(([scene, icon]) => key(`scene-${scene}`, screen.scene === scene, icon, t(`console_scene_${scene}`), () => commands.scene(scene), scene === 'codes' ? 'only-narrow' : ''))}
        ${key('freeze-2', screen.frozen, icons.freeze, t('console_freeze'), commands.freeze, 'only-narrow')}
        ${key('lock', screen.locked, icons.lock, t('console_lock'), commands.lock)}
      </div>
    </section>`;
}

/** Put the idea with the number people say alone on the board. Gives whether it stands there. */
export async function light({rows, act, say}, typed) {
  const number = Number(typed);
  const card = Object.keys(rows).filter((id) => id.startsWith('c:')).map((id) => rows[id])
    .find((each) => each.number === number || each.also?.includes(number));
  if (!card || card.standing !== 'shown') {
    say({key: 'console_no_such_number', args: {number: typed}, tone: 'error'});
    return false;
  }
  return (await act({do: 'screen', spotlight: card.id}, {key: 'console_spotlit', args: {number}})).ok;
}

/** The field for it. */
export function spotlight(context) {
  const {rows, t, act} = context;
  const lit = rows[`c:${rows.screen.spotlight}`];
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.number;
    if (!field.value || !roundOf(rows) || !(await light(context, field.value))) return;
    field.value = '';
    field.blur();
  };
  return html`
    <form class="spotlight" @submit=${submit}>
      <label for="spotlight">${t('console_spotlight')}</label>
      <input id="spotlight" class="field figures" name="number" inputmode="numeric" pattern="[0-9]*" maxlength="4" autocomplete="off">
      ${lit ? html`<button class="btn" type="button" data-focus="unlight" @click=${() => act({do: 'screen', spotlight: null})}>${t('console_unspotlight', {number: lit.number ?? ''})}</button>`
        : html`<span class="small wide-only">${t('console_spotlight_how')} ${icons.cap('Enter')}</span>`}
    </form>`;
}

/** Are there ideas with numbers to put alone on the board? */
export const canSpotlight = (rows, round) => Boolean(round) && cardsOf(rows, round.id).some((card) => card.number !== null);

// The board from the console: what it shows now, and the few things one may do with it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import * as icons from './icons.js';
import {cardsOf, roundOf} from './select.js';

const SCENES = [['codes', icons.codes], ['blank', icons.blank], ['clock', icons.dial]];

/** The live picture of the board and its buttons. */
export function board(context) {
  const {rows, t, wide, page, ui, commands} = context;
  const {screen} = rows;
  const seen = wide || ui.tab === 'room';
  return html`
    <section class="board-now">
      <h3>${t('console_board_now')}${screen.frozen ? html` <strong>${t('console_frozen')}</strong>` : nothing}</h3>
      ${seen ? html`<iframe class="preview" src="${page.base}/board?preview=1" title=${t('console_board_picture')} tabindex="-1" loading="lazy"></iframe>` : nothing}
      <div class="board-keys" role="group" aria-label=${t('console_board')}>
        ${SCENES.map(([scene, icon]) => html`<button class="btn ${scene === 'codes' ? 'only-narrow' : ''}" type="button" data-focus="scene-${scene}" aria-pressed=${screen.scene === scene}
          @click=${() => commands.scene(scene)}>${icon}<span>${t(`console_scene_${scene}`)}</span></button>`)}
        <button class="btn only-narrow" type="button" data-focus="freeze-2" aria-pressed=${screen.frozen}
          @click=${commands.freeze}>${icons.freeze}<span>${t('console_freeze')}</span></button>
      </div>
    </section>`;
}

/** The field that puts one idea alone on the board, by the number people say. */
export function spotlight(context) {
  const {rows, t, act, say} = context;
  const lit = rows[`c:${rows.screen.spotlight}`];
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.number;
    const number = Number(field.value);
    const round = roundOf(rows);
    const card = Object.keys(rows).filter((id) => id.startsWith('c:')).map((id) => rows[id])
      .find((each) => each.number === number || each.also?.includes(number));
    if (!field.value || !round) return;
    if (!card || card.standing !== 'shown') {
      say({key: 'console_no_such_number', args: {number: field.value}, tone: 'error'});
      return;
    }
    field.value = '';
    await act({do: 'screen', spotlight: card.id}, {key: 'console_spotlit', args: {number}});
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

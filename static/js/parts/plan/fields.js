// The fields that everything in the editor is asked for with: a label, the control, and what is wrong beside it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {asClock} from './times.js';

const said = (id, hint, wrong) => (wrong || hint ? html`<p class="said ${wrong ? 'said-wrong' : ''}" id="${id}-said">${wrong || hint}</p>` : nothing);
const about = (id, hint, wrong) => (wrong || hint ? `${id}-said` : nothing);

/** One line: text, date, number or colour. `put` gets the text as it stands; a date when it is whole. */
export const line = ({id, label, value, put, type = 'text', hint, wrong, most, least, width = ''}) => html`
  <div class="asked ${width} ${wrong ? 'asked-wrong' : ''}">
    <label for=${id}>${label}</label>
    <input class="entry" id=${id} type=${type} .value=${value ?? ''} maxlength=${type === 'text' && most ? most : nothing}
      min=${least ?? nothing} max=${type === 'number' && most ? most : nothing} autocomplete="off"
      aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${about(id, hint, wrong)}
      @input=${type === 'date' ? nothing : (event) => put(event.target.value)}
      @change=${type === 'date' ? (event) => put(event.target.value) : nothing}>
    ${said(id, hint, wrong)}
  </div>`;

/** A time of day, however it is typed: 13, 1300, 13:00, 13.00. `put` gets "13.00", or what cannot be read as it is. */
export const clock = ({id, label, value, put, wrong}) => html`
  <div class="asked short ${wrong ? 'asked-wrong' : ''}">
    <label for=${id}>${label}</label>
    <input class="entry figures" id=${id} type="text" inputmode="numeric" .value=${value ?? ''} maxlength="8" autocomplete="off"
      aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${about(id, '', wrong)}
      @change=${(event) => { event.target.value = asClock(event.target.value); put(event.target.value); }}>
    ${said(id, '', wrong)}
  </div>`;

/** Several lines. */
export const lines = ({id, label, value, put, hint, wrong, rows = 2, large = false, most}) => html`
  <div class="asked ${wrong ? 'asked-wrong' : ''}">
    <label for=${id}>${label}</label>
    <textarea class="entry ${large ? 'entry-large' : ''}" id=${id} rows=${rows} .value=${value ?? ''} maxlength=${most ?? nothing}
      aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${about(id, hint, wrong)}
      @input=${(event) => put(event.target.value)}></textarea>
    ${said(id, hint, wrong)}
  </div>`;

export const tick = ({id, label, value, put, hint}) => html`
  <div class="asked-tick"><label><input type="checkbox" id=${id} .checked=${value} @change=${(event) => put(event.target.checked)}> ${label}</label>
    ${hint ? html`<p class="said">${hint}</p>` : nothing}</div>`;

/** One of a few: [[value, label], ...]. */
export const choice = ({id, label, value, put, choices, wrong}) => html`
  <div class="asked ${wrong ? 'asked-wrong' : ''}">
    <label for=${id}>${label}</label>
    <select class="entry" id=${id} @change=${(event) => put(choices[event.target.selectedIndex][0])}>
      ${choices.map(([each, name]) => html`<option .selected=${each === value}>${name}</option>`)}
    </select>
    ${said(id, '', wrong)}
  </div>`;

/** Any of a few; what is chosen keeps the order of the choices. */
export const several = ({id, label, value, put, choices, hint, wrong}) => html`
  <fieldset class="asked-several ${wrong ? 'asked-wrong' : ''}" id=${id} tabindex="-1">
    <legend>${label}</legend>
    ${choices.map(([each, name]) => html`<label><input type="checkbox" .checked=${value.includes(each)}
      @change=${(event) => put(choices.map(([one]) => one).filter((one) => (one === each ? event.target.checked : value.includes(one))))}> ${name}</label>`)}
    ${said(id, hint, wrong)}
  </fieldset>`;

// The ideas that are before everybody, to refer to by number: found by number or word.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {shape} from '../icons.js';
import {cap} from './icons.js';
import {refer} from './line.js';

const MANY = 60;

/** The column; nothing before there are ideas to see. */
export function ideas(context) {
  const {rows, t, ui, set} = context;
  const all = Object.keys(rows).filter((id) => id.startsWith('c:') && rows[id].number !== null).map((id) => rows[id])
    .sort((one, other) => one.number - other.number);
  if (!all.length) return nothing;
  const find = ui.find.trim().toLowerCase().replace(/^#/, '');
  const found = all.filter(({number, text, also}) => !find || String(number) === find || also.includes(Number(find)) || text.toLowerCase().includes(find));
  return html`<aside class="ideas" aria-labelledby="ideas">
    <h2 id="ideas">${t('referent_refer')} ${cap('#')}</h2>
    <label class="hidden-visually" for="find">${t('referent_find')}</label>
    <input class="field" id="find" type="search" autocomplete="off" placeholder=${t('referent_find_short')} @input=${({target}) => set({find: target.value})}>
    <ul>${repeat(found.slice(0, MANY), ({id}) => id, ({number, text, theme}) => html`<li id="idea-${number}">
      <button type="button" @click=${() => refer(context, number)}><b class="figures">${number}</b> ${rows[`t:${theme}`] ? shape(rows[`t:${theme}`].look) : html`<span></span>`} <span lang=${context.event.language}>${text}</span></button></li>`)}</ul>
    ${found.length ? nothing : html`<p class="quiet">${t('referent_found_none')}</p>`}
  </aside>`;
}

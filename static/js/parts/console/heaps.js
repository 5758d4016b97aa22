// What the tables have laid together: heaps that become themes when the facilitator says so.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {newId} from '../../live/socket.js';
import {themesOf} from './select.js';

/** The heaps, where tables gather or have gathered; nothing before. */
export function heaps(context, round) {
  const {rows, t} = context;
  const told = rows[`g:${round.id}`];
  if (!round.tables && !told?.heaps.length) return nothing;
  const made = told?.heaps ?? [];
  return html`
    <section class="heaps" aria-labelledby="heaps-head">
      <div class="heaps-head"><h3 id="heaps-head" tabindex="-1" data-focus="heaps">${t('console_heaps')}</h3>
        <p class="small">${made.length ? t('console_heaps_tables', {n: told.tables}) : t('console_heaps_none')}</p></div>
      ${made.length ? html`<ul>${repeat(made, ({title}) => title, (heap, index) => line(context, round, heap, index))}</ul>` : nothing}
    </section>`;
}

function line(context, round, {title, cards, tables}, index) {
  const {rows, t, act} = context;
  const there = themesOf(rows, round.id).some((theme) => theme.title.toLocaleLowerCase() === title.toLocaleLowerCase());
  const numbers = cards.map((id) => rows[`c:${id}`]?.number).filter((number) => number != null);
  const use = async () => {
    const answer = await act({do: 'adopt', id: newId(), activity: round.id, title},
      {key: there ? 'console_heap_added' : 'console_heap_used', args: {title}, tone: 'quiet'});
    if (answer.ok) context.set({}, `[data-focus="heap-${index}"], [data-focus="heaps"]`);
  };
  return html`
    <li><p><b>${title}</b> <span class="figures">${numbers.join(', ')}</span>${tables > 1 ? html` <span class="small">${t('console_heap_tables', {n: tables})}</span>` : nothing}</p>
      <button class="btn" type="button" data-focus="heap-${index}" @click=${use}>${t(there ? 'console_heap_add' : 'console_heap_use')}<span class="hidden-visually">: ${title}</span></button></li>`;
}

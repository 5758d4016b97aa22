// Gathering at the tables: one phone takes a stack of ideas, lays together what belongs together, and names the heaps.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {ordered} from '../order.js';
import {tick} from './drawings.js';
import {standing} from '../../live/outbox.js';

const MOST = 60; // characters of a name

/** The task: take a stack; then what lies loose, the field that names a heap, and the heaps. */
export function atTable(context) {
  const {activity, rows, state, t, ui} = context;
  const stack = stackOf(state, activity.id);
  const ids = ordered(activity.id, state.mine.salt, [...stack.keys()].filter((id) => rows[`c:${id}`]));
  if (!ids.length) return invitation(context);
  const loose = ids.filter((id) => !stack.get(id));
  const chosen = loose.filter((id) => ui.chosen?.has(id));
  const names = [...new Set(ids.map((id) => stack.get(id)).filter(Boolean))];
  return html`
    <section class="stack" aria-labelledby="stack">
      <div class="own-head"><h2 class="second" id="stack" tabindex="-1">${t(loose.length ? 'phone_stack' : 'phone_stack_empty')}</h2>
        ${loose.length ? html`<p class="quiet">${t('phone_stack_how')}</p>` : nothing}</div>
      <ul>${repeat(loose, (id) => id, (id) => html`<li>${choice(context, rows[`c:${id}`])}</li>`)}</ul>
      ${chosen.length ? naming(context, chosen, names) : nothing}
      ${loose.length ? nothing : html`<button class="button plain" type="button" @click=${() => take(context)}>${t('phone_stack_more')}</button>`}
      ${waits(context)}
    </section>
    ${names.length ? html`<section class="heaps" aria-labelledby="heaps"><h2 class="second" id="heaps" tabindex="-1">${t('phone_heaps')}</h2>
      ${repeat(names, (name) => name, (name) => heap(context, name, ids.filter((id) => stack.get(id) === name)))}</section>` : nothing}`;
}

/** What this phone has in its stack: idea -> name of its heap, empty while it lies loose; what is under way included. */
function stackOf({mine, outbox}, activity) {
  const stack = new Map(Object.entries(mine.marks[activity] ?? {}));
  for (const {command, refused} of outbox) {
    if (command.do === 'heap' && command.activity === activity && !refused) command.targets.forEach((id) => stack.set(id, command.title));
  }
  return stack;
}

const take = ({activity, send}) => send({do: 'deal', activity: activity.id});

function invitation(context) {
  const {t} = context;
  return html`<section class="stack" aria-labelledby="stack">
    <h2 class="big" id="stack" tabindex="-1">${t('phone_tables_head')}</h2>
    <p class="invited">${t('phone_tables_line')}</p>
    <button class="button main" type="button" @click=${() => take(context)}>${t('phone_tables_here')}</button>
    <p class="quiet">${t('phone_tables_elsewhere')}</p>
    ${waits(context)}
  </section>`;
}

function choice(context, card) {
  const {ui, set, event} = context;
  const on = ui.chosen?.has(card.id) ?? false;
  const turn = () => {
    const chosen = new Set(ui.chosen);
    if (!chosen.delete(card.id)) chosen.add(card.id);
    set({chosen});
  };
  return html`<button class="idea" type="button" aria-pressed=${on} data-focus=${card.id} @click=${turn}>
    <span class="number">${card.number ?? ''}</span><span class="text" lang=${event.language}>${card.text}</span>${tick()}</button>`;
}

function naming(context, chosen, names) {
  const {activity, t, send, set, say} = context;
  const lay = (title) => {
    send({do: 'heap', activity: activity.id, targets: chosen, title});
    set({chosen: new Set(), focus: 'stack'});
    say(t('phone_heap_laid', {title}));
  };
  const submit = (event) => {
    event.preventDefault();
    const field = event.target.elements.title;
    const title = field.value.trim();
    if (!title) return field.focus();
    field.value = '';
    return lay(title);
  };
  return html`
    <form class="field naming" @submit=${submit}>
      <label for="heap">${t('phone_heap_name')}</label>
      <p class="quiet hint" id="heap-hint">${t('phone_heap_chosen', {n: chosen.length})}</p>
      <input id="heap" name="title" type="text" maxlength=${MOST} autocomplete="off" enterkeyhint="done" aria-describedby="heap-hint" lang=${context.event.language}>
      <button class="button main" type="submit">${t('phone_heap_make')}</button>
      ${names.map((name) => html`<button class="button plain" type="button" @click=${() => lay(name)}>${t('phone_heap_put', {title: name})}</button>`)}
    </form>`;
}

function heap(context, name, ids) {
  const {activity, rows, t, send, event} = context;
  const out = (id) => send({do: 'heap', activity: activity.id, targets: [id], title: ''});
  return html`<section class="heap"><h3 lang=${event.language}>${name} <span class="number">${ids.length}</span></h3>
    <ul>${repeat(ids, (id) => id, (id) => html`<li class="card numbered"><span class="number">${rows[`c:${id}`].number ?? ''}</span><div>
      <p class="card-text" id="heaped-${id}" lang=${event.language}>${rows[`c:${id}`].text}</p>
      <button class="text-button" type="button" aria-describedby="heaped-${id}" @click=${() => out(id)}>${t('phone_heap_out')}</button></div></li>`)}</ul></section>`;
}

/** Where the latest of it is, while it is not on the laptop. */
function waits({state, activity, t}) {
  const item = state.outbox.find(({command}) => ['deal', 'heap'].includes(command.do) && command.activity === activity.id);
  return item ? html`<p class="quiet">${t(`phone_${standing(item)}`)}</p>` : nothing;
}

// Ideas: write in silence, read what all have written, see how it is gathered. Nothing half-written is ever cut off.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {shape} from '../icons.js';
import {ordered, rowsOf} from '../order.js';
import {field} from './field.js';
import {asked, head, lookUp} from './frame.js';
import {atTable} from './heaps.js';
import {ownSection} from './own.js';

const AT_A_TIME = 10;

/** People work while they write or read, and as long as something half-written is to be sent. */
export function pose(context) {
  const {activity} = context;
  const open = activity.stage === 'open' && (['silent', 'together'].includes(activity.step) || atTables(activity));
  return open || halfWritten(context) ? 'work' : 'look_up';
}

const atTables = ({stage, step, tables}) => stage === 'open' && step === 'gather' && tables;

export function draw(context) {
  const {activity, t} = context;
  const work = pose(context) === 'work';
  const silent = activity.stage === 'open' && activity.step === 'silent';
  const together = activity.stage === 'open' && activity.step === 'together';
  const tables = atTables(activity);
  const late = work && !silent && !together && (!tables || halfWritten(context));
  const gathering = activity.stage === 'open' && activity.step === 'gather';
  const below = work || activity.step === 'review' ? nothing : ownBelow(context);
  return html`
    ${work ? head(context, {prompt: asked(context, activity), aside: activity.stage === 'open' ? undefined : t('phone_round_over')})
    : lookUp(context, {line: t(gathering ? 'phone_gathering' : 'phone_look_up_line'), more: below !== nothing})}
    ${work ? html`<div class="task">
      ${tables ? atTable(context) : nothing}
      ${together ? reading(context) : nothing}
      ${late || silent || together ? writing(context, {silent, late}) : nothing}
      ${ownSection(context, activity.id, {note: silent ? t('phone_only_yours') : ''})}
    </div>` : below}`;
}

const halfWritten = ({activity, drafts, ui}) => Boolean(drafts.get(activity.id)) || ui.late === activity.id;

function writing(context, {silent, late}) {
  const {activity, t, state, send} = context;
  const some = state.mine.contributions.concat(state.outbox.map(({command}) => command)).some((one) => one.activity === activity.id);
  return field(context, {
    draft: activity.id,
    label: t(late ? 'phone_not_done' : some || !silent ? 'phone_one_more' : 'phone_your_idea'),
    hint: t(late ? 'phone_send_as_it_is' : 'phone_short_is_good'),
    button: t(late ? 'phone_send_anyway' : 'phone_send_idea'),
    under: t(activity.after_vote ? 'phone_after_vote' : 'phone_no_name'),
    limit: activity.limit, board: activity.hint,
    onSend: (text) => { send({do: 'contribute', activity: activity.id, text}); context.set({late: null}); },
  });
}

function ownBelow(context) {
  const own = ownSection(context, context.activity.id);
  return own === nothing ? nothing : html`<div class="task">${own}</div>`;
}

/** All ideas, another order for every phone, ten at a time; what comes in meanwhile waits behind a button. */
function reading(context) {
  const {activity, rows, t, ui, state, set} = context;
  const cards = rowsOf(rows, 'c', activity.id);
  const byId = new Map(cards.map((card) => [card.id, card]));
  const order = `${activity.id}:${state.mine.salt}`;
  const known = ui.known[order] ??= ordered(activity.id, state.mine.salt, [...byId.keys()]);
  const fresh = ordered(activity.id, state.mine.salt, [...byId.keys()].filter((id) => !known.includes(id)));
  const there = known.filter((id) => byId.has(id));
  const shown = ui.shown[activity.id] ?? AT_A_TIME;
  const own = new Set(state.mine.contributions.map(({id}) => id));
  const take = () => {
    ui.known[order] = [...fresh, ...known];
    ui.shown[activity.id] = shown + fresh.length;
    set({});
  };
  const more = () => {
    ui.shown[activity.id] = shown + AT_A_TIME;
    set({});
  };
  return html`<section class="reading" aria-labelledby="all">
    <div class="own-head"><h2 class="second" id="all" tabindex="-1">${there.length ? t('phone_all_ideas', {n: there.length}) : t('phone_all_ideas_none')}</h2></div>
    ${fresh.length ? html`<button class="button plain" type="button" @click=${take}>${t('phone_show_new', {n: fresh.length})}</button>` : nothing}
    <ul class="cards">${repeat(there.slice(0, shown), (id) => id, (id) => idea(context, byId.get(id), own.has(id)))}</ul>
    ${there.length > shown ? html`<button class="button plain" type="button" @click=${more}>${t('phone_show_more', {
    n: Math.min(AT_A_TIME, there.length - shown),
  })}</button>` : nothing}
    ${there.length > 1 ? html`<p class="quiet">${t('phone_order')}</p>` : nothing}
  </section>`;
}

function idea({rows, t, event}, card, isOwn) {
  const theme = card.theme && rows[`t:${card.theme}`];
  return html`<li class="card numbered"><span class="number">${card.number ?? nothing}</span><div>
    <p class="card-text" lang=${event.language}>${card.text}</p>
    ${theme || isOwn || card.also.length || card.after_vote ? html`<p class="quiet lies">
      ${theme ? html`${shape(theme.look)} ${theme.title}` : nothing}
      ${card.also.length ? t('phone_also', {numbers: card.also.join(', ')}) : nothing}
      ${card.after_vote ? t('common_after_vote') : nothing}
      ${isOwn ? html`<b>${t('phone_yours')}</b>` : nothing}</p>` : nothing}
  </div></li>`;
}

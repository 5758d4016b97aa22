// Next steps: say where one belongs, one phone writes for all there; then look up; then choose what to join or take on.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {check} from '../icons.js';
import {rowsOf} from '../order.js';
import {dayOf} from '../time.js';
import {newId} from '../../live/socket.js';
import {tick} from './drawings.js';
import {field} from './field.js';
import {head, lookUp} from './frame.js';
import {ownSection} from './own.js';
import {ownContributions, ownMarks} from './said.js';
import * as since from './since.js';

const SELF = 'self', EACH = 2, NAME = 60;
const WHEN = ['week', 'month', 'next', 'date'];

const halfWritten = ({activity, drafts}) => Boolean(drafts.get(activity.id));

export function pose(context) {
  const {activity} = context;
  if (activity.since) return since.pose(context);
  const writing = activity.stage === 'open' && activity.step === 'write';
  return writing || activity.stage === 'closed' || halfWritten(context) ? 'work' : 'look_up';
}

export function draw(context) {
  const {activity} = context;
  if (activity.since) return since.draw(context);
  if (activity.stage === 'closed') return list(context);
  if (activity.step === 'write' || halfWritten(context)) return write(context);
  return lookUp(context);
}

// --- where one belongs, and what is done there -------------------------------------------------

function write(context) {
  const {activity, t, ui} = context;
  const home = homeOf(context);
  const chosen = home && !ui.choosing;
  const title = home === SELF ? t('phone_home_self') : activity.homes.find(({id}) => id === home)?.title ?? ui.homeTitle;
  return html`
    ${head(context, {prompt: chosen ? activity.prompt || activity.title : t('phone_home'), plan: Boolean(chosen)})}
    <div class="task">${chosen ? html`
      <div class="belongs"><p><span class="quiet">${t('phone_home')}</span> <b lang=${context.event.language}>${title}</b></p>
        <button class="text-button" type="button" @click=${() => context.set({choosing: true, focus: 'prompt'})}>${t('phone_home_change')}</button></div>
      ${form(context, home)}
      ${ownSection(context, activity.id, {heading: t('phone_steps_own')})}` : choice(context)}
    </div>`;
}

/** The home this phone has said, answered or not. */
function homeOf({state, activity}) {
  const said = state.outbox.filter(({command, refused}) => command.do === 'home' && command.activity === activity.id && !refused);
  const last = said.length ? said[said.length - 1].command : null;
  return last ? last.home ?? last.id : state.mine.marks[activity.id]?.home ?? null;
}

function choice(context) {
  const {activity, t, send, set, event} = context;
  const go = (fields, title = '') => {
    send({do: 'home', activity: activity.id, ...fields});
    set({choosing: false, homeTitle: title, focus: 'prompt'});
  };
  const other = (submitted) => {
    submitted.preventDefault();
    const input = submitted.target.elements.title;
    const title = input.value.trim();
    if (!title) return input.focus();
    const same = activity.homes.find((home) => home.title.toLocaleLowerCase() === title.toLocaleLowerCase());
    return same ? go({home: same.id}) : go({id: newId(), title}, title);
  };
  return html`
    <ul class="homes">
      ${repeat(activity.homes, ({id}) => id, ({id, title, done}) => html`<li><button class="home" type="button" @click=${() => go({home: id})}>
        <span lang=${event.language}>${title}</span>${done ? html`<span class="has-step">${check}<span class="hidden-visually">${t('phone_home_has_step')}</span></span>` : nothing}</button></li>`)}
      <li><button class="home self" type="button" @click=${() => go({home: SELF})}>${t('phone_home_self')}</button></li>
    </ul>
    <form class="field other-home" @submit=${other}>
      <label for="other-home">${t('phone_home_else')}</label>
      <p class="quiet hint" id="other-home-hint">${t('phone_home_hint')}</p>
      <input id="other-home" name="title" type="text" maxlength=${NAME} autocomplete="off" enterkeyhint="done" aria-describedby="other-home-hint" lang=${event.language}>
      <button class="button plain" type="submit">${t('phone_home_go')}</button>
    </form>`;
}

/** What is to be done, and when. Of others at the same home only that they have written is told. */
function form(context, home) {
  const {activity, t, state, send, set, say, ui} = context;
  const own = ownContributions(state, activity.id).filter(({how}) => how !== 'refused');
  if (own.length >= EACH) return html`<p class="enough">${t('phone_step_full')}</p>`;
  const submit = (text) => {
    const when = ui.when === 'date' ? ui.date : ui.when;
    send({do: 'contribute', activity: activity.id, text, ...(home === SELF ? {} : {theme: home}), when});
    set({when: null, date: ''});
  };
  const ready = () => {
    if (ui.when && (ui.when !== 'date' || ui.date)) return true;
    say(t('phone_step_choose'));
    set({chooseWhen: true, focus: 'when'});
    return false;
  };
  return html`
    ${home === SELF ? nothing : html`<p class="quiet one-writes">${t('phone_home_one_writes')}</p>`}
    ${field(context, {
    draft: activity.id, label: t(own.length ? 'phone_step_more' : home === SELF ? 'phone_step_self' : 'phone_step'),
    hint: t('phone_step_hint'), button: t('phone_step_send'), under: t('phone_step_under'), limit: activity.limit,
    extra: whenOf(context), ready, onSend: submit,
  })}`;
}

function whenOf({t, ui, set, event}) {
  return html`<fieldset class="when"><legend>${t('phone_step_when')}</legend>
    ${ui.chooseWhen && !ui.when ? html`<p class="reason" id="choose-when">${t('phone_step_choose')}</p>` : nothing}
    <div class="chips">${WHEN.map((each) => html`<label class="chip"><input type="radio" name="when" value=${each} .checked=${ui.when === each}
      @change=${() => set({when: each})}><span>${t(`kind_when_${each}`)}</span></label>`)}</div>
    ${ui.when === 'date' ? html`<label class="date" for="step-date">${t('phone_step_date')}</label>
      <input id="step-date" type="date" min=${event.date} .value=${ui.date ?? ''} @change=${({target}) => set({date: target.value})}>` : nothing}
  </fieldset>`;
}

// --- what all will do: join it, take it on, put it in the calendar ------------------------------

function list(context) {
  const {activity, rows, t, event} = context;
  const cards = rowsOf(rows, 'c', activity.id).sort((a, b) => a.more.place - b.more.place);
  const homes = activity.homes.map((home) => ({...home, cards: cards.filter(({more}) => more.home === home.id)}));
  const alone = cards.filter(({more}) => !homes.some(({id}) => id === more.home));
  const block = (id, title, inside, lang) => html`<section class="home-steps" aria-labelledby="home-${id}">
    <h2 id="home-${id}" lang=${lang}>${title}</h2>
    <ul class="step-cards">${repeat(inside, (card) => card.id, (card) => html`<li class="card">${step(context, card)}</li>`)}</ul></section>`;
  return html`
    ${head(context, {prompt: t('phone_steps'), plan: false, more: activity.prompt, aside: ''})}
    <div class="task">
      ${halfWritten(context) ? form(context, homeOf(context) ?? SELF) : nothing}
      <p>${t(cards.length ? 'phone_steps_line' : 'phone_steps_none')}</p>
      ${homes.filter((home) => home.cards.length).map((home) => block(home.id, home.title, home.cards, event.language))}
      ${alone.length ? block('self', t('kind_self'), alone, context.language) : nothing}
      ${ownSection(context, activity.id, {heading: t('phone_steps_own')})}
    </div>`;
}

function step(context, card) {
  const {activity, t, event, state, send, page, ui, set} = context;
  const {more} = card;
  const marks = ownMarks(state, activity.id);
  const joined = marks[card.id] === true;
  const mine = Boolean(marks[`${card.id}.keeper`]);
  const text = `step-${card.id}`;
  const open = ui.taking === card.id && !mine && !more.kept;
  return html`
    <p class="card-text" id=${text} lang=${event.language}>${card.text}</p>
    <p class="quiet step-facts">${facts(context, more, mine)}</p>
    <div class="card-actions step-actions">
      <button class="text-button toggle" type="button" aria-pressed=${joined} aria-describedby=${text}
        @click=${() => send({do: 'mark', activity: activity.id, target: card.id, value: !joined})}>${tick()} ${t('phone_i_am_in')}</button>
      ${mine ? html`<button class="text-button" type="button" aria-describedby=${text} @click=${() => send({do: 'take_on', target: card.id, value: false})}>${t('phone_take_on_not')}</button>`
    : more.kept ? nothing : html`<button class="text-button" type="button" aria-expanded=${open} aria-describedby=${text}
        @click=${() => set({taking: open ? null : card.id, named: false, focus: open ? null : 'taking'})}>${t('phone_take_on')}</button>`}
      ${more.by ? html`<a class="text-button" href="${page.base}/calendar/${card.id}" aria-describedby=${text}>${t('phone_calendar')}</a>` : nothing}
    </div>
    ${open ? taking(context, card) : nothing}`;
}

function facts({t, language, event}, more, mine) {
  const when = more.by ? t('phone_step_by', {date: dayOf(more.by, language).date}) : more.when === 'next' ? t('kind_when_next') : '';
  const kept = mine ? t('phone_take_on_yours') : more.keeper ? html`<span lang=${event.language}>${t('phone_keeper', {name: more.keeper})}</span>` : more.kept ? t('phone_kept') : '';
  const said = [when, kept, more.joined ? t('phone_joined', {n: more.joined}) : ''].filter(Boolean);
  return said.map((one, n) => html`${n ? ' · ' : ''}${one}`);
}

/** A name is asked only here, and kept only where it may be told. */
function taking(context, card) {
  const {t, send, set, event, ui} = context;
  const submit = (submitted) => {
    submitted.preventDefault();
    const {name, named} = submitted.target.elements;
    if (named.checked && !name.value.trim()) return name.focus();
    send({do: 'take_on', target: card.id, value: true, named: named.checked, ...(named.checked ? {name: name.value.trim()} : {})});
    return set({taking: null});
  };
  return html`<form class="field taking" @submit=${submit}>
    <p>${t('phone_take_on_line')}</p>
    <label class="tick-card"><input type="checkbox" id="named" name="named" .checked=${Boolean(ui.named)} @change=${({target}) => set({named: target.checked})}> <span>${t('phone_take_on_named')}</span></label>
    <label for="keeper" ?hidden=${!ui.named}>${t('phone_take_on_name')}</label>
    <input id="keeper" name="name" type="text" maxlength=${NAME} autocomplete="name" ?hidden=${!ui.named} lang=${event.language}>
    ${ui.named ? nothing : html`<p class="quiet">${t('phone_take_on_without')}</p>`}
    <button class="button main" type="submit">${t('phone_take_on')}</button>
    <button class="text-button" type="button" @click=${() => set({taking: null})}>${t('phone_cancel')}</button>
  </form>`;
}

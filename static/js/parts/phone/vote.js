// Vote: a few votes each, to be moved until the round closes; then look up; then what the room pointed to.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {check, handset, leaving, minus, plus, shape} from '../icons.js';
import {key, ordered} from '../order.js';
import {tick, votesLeft} from './drawings.js';
import {asked, head, lookUp} from './frame.js';
import {result} from './result.js';
import {marksStanding, ownMarks, peopleHere} from './said.js';

const DOUBLE_TAP = 400; // ms within which a second tap on the same idea is a trembling thumb

/** A result is first looked at together: until then the phone only says so, unless somebody asks to see it here. */
export function pose({activity, ui, rows, state}) {
  if (activity.stage === 'open') return 'work';
  const together = activity.look_until > state.clock() && ui.here !== activity.look_until;
  return activity.stage === 'shown' && rows[`r:${activity.id}`] && !together ? 'work' : 'look_up';
}

export function draw(context) {
  const {activity, t, set} = context;
  if (activity.stage === 'open') return ballot(context);
  if (pose(context) === 'work') return result(context);
  const here = () => set({here: activity.look_until, focus: 'prompt'});
  const action = activity.stage === 'shown'
    ? html`<button class="text-button on-forest" type="button" @click=${here}>${t('phone_show_here')}</button>` : undefined;
  return lookUp(context, activity.stage === 'shown' ? {action} : {line: t('phone_vote_over')});
}

function ballot(context) {
  const {activity, rows, t, ui, state, set} = context;
  const cards = activity.candidates.map((id) => rows[`c:${id}`]).filter(Boolean);
  const marks = ownMarks(state, activity.id);
  const given = new Map(cards.map(({id}) => [id, Number(marks[id] ?? 0)]).filter(([, votes]) => votes > 0));
  const people = peopleHere(state);
  const all = activity.k * people;
  const used = [...given.values()].reduce((sum, votes) => sum + votes, 0);
  const left = Math.max(0, all - used);
  const onlyMine = ui.onlyMine && given.size > 0;
  const give = (card, votes) => {
    const more = votes - (given.get(card.id) ?? 0);
    if (more > 0 && votes > people) return context.say(t('phone_one_each', {n: people}));
    if (more > 0 && left < more) return context.say(t(spent(people), {n: all}));
    context.send({do: 'mark', activity: activity.id, target: card.id, value: people > 1 && votes > 0 ? votes : votes > 0});
    return context.say(t('phone_votes_left', {n: Math.max(0, left - more), k: all}));
  };
  return html`
    ${head(context, {prompt: asked(context, activity)})}
    <div class="task">
      <div class="remaining">
        <p>${t('phone_votes_left', {n: left, k: all})}</p>${votesLeft(left, all)}
        ${left <= 0 || onlyMine ? html`<div class="remaining-note"><p>${left <= 0 ? t(spent(people), {n: all}) : nothing}</p>
          <button class="text-button" type="button" @click=${() => set({onlyMine: !onlyMine})}>${onlyMine ? t('phone_show_whole_list') : t('phone_show_mine', {n: given.size})}</button></div>` : nothing}
      </div>
      ${receipt(context, used, people)}
      ${blocks(context, cards).map(({theme, cards: inside}, _, every) => block(context, theme, inside, {given, people, onlyMine, give, only: every.length === 1}))}
      <p class="quiet">${t('phone_vote_order')}</p>
    </div>`;
}

const spent = (people) => (people > 1 ? 'phone_votes_used_together' : 'phone_votes_used');

function receipt({t, state, activity}, votes, people) {
  const how = marksStanding(state, activity.id);
  const said = people > 1 ? 'phone_votes_received_together' : 'phone_votes_received';
  const told = people > 1 ? 'phone_vote_how_together' : 'phone_vote_how';
  const [icon, text] = {
    received: votes ? [check, t(said)] : [nothing, t(told)],
    sending: [leaving, t('phone_sending')],
    on_phone: [handset, t('phone_votes_on_phone')],
  }[how];
  return html`<div class="receipt ${icon === nothing ? '' : 'iconed'}">
    <p class="got">${icon} <span>${text}</span></p>
    <p class="quiet">${t('phone_votes_hidden')}</p>
  </div>`;
}

/** Cards in blocks by theme; the blocks, and the cards within, in another order on every phone. */
function blocks({activity, rows, state}, cards) {
  const {salt} = state.mine;
  const byId = new Map(cards.map((card) => [card.id, card]));
  const themes = new Map();
  for (const id of ordered(activity.id, salt, [...byId.keys()])) {
    const theme = rows[`t:${byId.get(id).theme}`] ? byId.get(id).theme : null;
    themes.set(theme, [...(themes.get(theme) ?? []), byId.get(id)]);
  }
  const place = (theme) => (theme === null ? Infinity : key(activity.id, salt, theme));
  return [...themes].sort(([a], [b]) => place(a) - place(b))
    .map(([theme, inside]) => ({theme: theme && rows[`t:${theme}`], cards: inside}));
}

function block(context, theme, cards, ballot) {
  const {t, event} = context;
  const {given, onlyMine, only} = ballot;
  const empty = onlyMine && !cards.some(({id}) => given.has(id));
  const name = theme?.id ?? 'alone';
  return html`<section class="block" ?hidden=${empty} aria-labelledby="block-${name}">
    <h2 id="block-${name}" class=${theme ? '' : only ? 'hidden-visually' : 'alone'}>${theme ? html`${shape(theme.look)} <span lang=${event.language}>${theme.title}</span>` : only ? t('phone_all_ideas', {n: cards.length}) : t('phone_alone')}</h2>
    <ul>${repeat(cards, ({id}) => id, (card) => html`<li ?hidden=${onlyMine && !given.has(card.id)}>
      ${ballot.people > 1 ? several(context, card, ballot) : single(context, card, ballot)}</li>`)}</ul>
  </section>`;
}

/** One vote or none: the whole card is the button. */
function single(context, card, {given, give}) {
  const {t, ui} = context;
  const votes = given.get(card.id) ?? 0;
  const tap = () => {
    const twice = ui.tapped?.id === card.id && Date.now() - ui.tapped.at < DOUBLE_TAP;
    ui.tapped = {id: card.id, at: Date.now()};
    if (!twice) give(card, votes ? 0 : 1);
  };
  return html`<button class="idea" type="button" aria-pressed=${votes > 0} data-focus=${card.id} @click=${tap}>
    <span class="hidden-visually">${t('phone_vote_for')}</span>
    ${words(context, card)}
    ${tick()}
  </button>`;
}

/** As many as share the phone: one vote fewer, one more. */
function several(context, card, {given, give}) {
  const {t} = context;
  const votes = given.get(card.id) ?? 0;
  const button = (by, icon, key) => html`<button class="step" type="button" data-focus="${card.id}${by}" @click=${() => give(card, Math.max(0, votes + by))}>
    ${icon}<span class="hidden-visually">${t(key)} ${card.text}</span></button>`;
  return html`<div class="idea several ${votes ? 'given' : ''}">
    ${words(context, card)}
    <span class="steps">${button(-1, minus, 'phone_vote_fewer')}<b><span class="hidden-visually">${t('phone_votes_here')} </span>${votes}</b>${button(1, plus, 'phone_vote_more')}</span>
  </div>`;
}

const words = ({t, event}, card) => html`
  <span class="number">${card.number ?? ''}</span>
  <span class="text" lang=${event.language}>${card.text}
    ${card.also.length ? html` <span class="quiet">${t('phone_also', {numbers: card.also.join(', ')})}</span>` : nothing}</span>`;

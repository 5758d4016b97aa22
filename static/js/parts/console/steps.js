// Next steps, for the facilitator: the homes and their steps, whose turn it is; what became of the last ones.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {cardList} from './cards.js';
import {figure, steps as stepsOf} from './figure.js';
import {question} from './insert.js';
import {late} from './round.js';
import {cardsOf} from './select.js';

const SELF = 'self';
const OUTCOMES = ['done', 'underway', 'not_yet', 'dropped'];
const WHEN = ['week', 'month', 'next'];

/** Draw the moment. */
export function draw(context) {
  const {activity, t, rows} = context;
  if (activity.since) return drawSince(context);
  const done = activity.homes.filter((home) => home.done).length;
  if (activity.stage === 'open' && activity.step === 'aloud') {
    const title = activity.turn === SELF ? t('kind_self') : activity.homes.find(({id}) => id === activity.turn)?.title;
    return html`${stepsOf(context, activity)}<h1>${title ? t('console_turn_now', {turn: title}) : activity.prompt}</h1>`;
  }
  return html`
    ${stepsOf(context, activity)}
    ${question(context, activity, activity.stage === 'open' ? '' : 'second')}
    ${activity.stage === 'open' && rows.screen.phones ? figure(done, t('console_homes_of', {n: activity.homes.length}), t('console_homes_small')) : nothing}`;
}

function drawSince(context) {
  const {activity, t} = context;
  const {past, told} = pastOf(context);
  const answered = past.filter(({id}) => told.some(({more, standing}) => more.about === id && standing === 'shown')).length;
  return html`
    ${stepsOf(context, activity)}
    ${question(context, activity, 'second')}
    ${activity.earlier ? html`<p class="aside">${t('console_since_from', {title: activity.earlier.title})}</p>` : nothing}
    ${past.length ? figure(answered, t('console_since_figure', {n: past.length})) : nothing}`;
}

/** The homes with their steps. */
export function work(context) {
  const {activity, t, rows} = context;
  if (activity.since) return workSince(context);
  const cards = [...cardsOf(rows, activity.id)].filter((card) => !(card.late && card.standing === 'waiting')).reverse();
  const homes = [...activity.homes, {id: null, title: t('console_home_none')}];
  return html`
    ${late(context)}
    <div class="scroll">${repeat(homes, ({id}) => id ?? SELF, (home) => block(context, home, cards.filter(({more}) => more.home === home.id)))}
      ${activity.homes.length ? nothing : html`<p class="empty">${t('console_homes_none')}</p>`}</div>
    ${typing(context)}`;
}

function block(context, {id, title, done}, cards) {
  const {t, act, activity, ui, set} = context;
  if (id === null && !cards.length) return nothing;
  const name = `home-${id ?? SELF}`;
  const rename = async (event) => {
    event.preventDefault();
    const {ok} = await act({do: 'retitle', theme: id, title: event.target.elements.title.value}, {key: 'console_saved', tone: 'quiet'});
    if (ok) set({theme: null}, `[data-focus="rename-${id}"]`);
  };
  return html`<section class="promised ${activity.turn === (id ?? SELF) ? 'current' : ''}">
    <div class="list-head">${ui.theme === id && id ? html`<form class="rename" @submit=${rename}>
        <label class="hidden-visually" for="rename">${t('console_home_rename', {title})}</label>
        <input class="field" id="rename" name="title" maxlength="60" autocomplete="off" .defaultValue=${title}>
        <button class="btn strong" type="submit">${t('console_home_save')}</button></form>`
    : html`<h2 id=${name}>${title}</h2>${done ? html`<span class="tick" aria-hidden="true">✓</span>` : nothing}
      ${id ? html`<button class="btn quiet" type="button" data-focus="rename-${id}" @click=${() => set({theme: id}, '#rename')}>${t('console_edit')}<span class="hidden-visually">: ${title}</span></button>
        <button class="btn quiet" type="button" data-focus="drop-${id}" @click=${() => act({do: 'drop_theme', theme: id}, {key: 'console_home_gone', args: {title}})}>${t('console_home_drop')}<span class="hidden-visually">: ${title}</span></button>` : nothing}`}</div>
    ${cards.length ? cardList(context, cards.map((card) => ({...card, facts: facts(context, card.more)})), {name, can: {edit: true, small: true}}) : html`<p class="small">${t('console_home_empty')}</p>`}
  </section>`;
}

function facts({t}, {by, when, keeper, kept, joined}) {
  const kind = WHEN.includes(when) ? t(`kind_when_${when}`) : by;
  return [kind, keeper || (kept ? t('console_step_kept') : ''), joined ? t('console_step_joined', {n: joined}) : ''].filter(Boolean);
}

/** A step for those without a phone; and a home that nobody has written. */
function typing({t, act, activity}) {
  const step = async (event) => {
    event.preventDefault();
    const {text, home, when} = event.target.elements;
    if (!text.value.trim()) return text.focus();
    const fields = {...(home.value ? {theme: home.value} : {}), ...(when.value ? {when: when.value} : {})};
    const {ok} = await act({do: 'contribute', activity: activity.id, text: text.value.trim(), ...fields}, {key: 'console_paper_received', tone: 'quiet'});
    if (ok) text.value = '';
    return text.focus();
  };
  const home = async (event) => {
    event.preventDefault();
    const {title} = event.target.elements;
    if (!title.value.trim()) return title.focus();
    const {ok} = await act({do: 'theme', activity: activity.id, title: title.value.trim()});
    if (ok) title.value = '';
    return title.focus();
  };
  return html`
    <form class="paper" @submit=${step}>
      <label for="paper">${t('console_step_type')}</label>
      <select class="field narrow" name="home" aria-label=${t('console_step_home')}><option value="">${t('console_home_none')}</option>${activity.homes.map(({id, title}) => html`<option value=${id}>${title}</option>`)}</select>
      <input class="field" id="paper" name="text" data-focus="paper" maxlength="200" autocomplete="off">
      <select class="field narrow" name="when" aria-label=${t('console_step_when')}><option value="">${t('console_step_when_none')}</option>${WHEN.map((each) => html`<option value=${each}>${t(`kind_when_${each}`)}</option>`)}</select>
      <button class="btn" type="submit">${t('console_step_send')}</button>
    </form>
    <form class="paper" @submit=${home}>
      <label for="new-home">${t('console_home_new')}</label>
      <input class="field" id="new-home" name="title" data-focus="new-home" maxlength="60" autocomplete="off">
      <button class="btn" type="submit">${t('console_home_add')}</button>
    </form>`;
}

// --- what became of the last ones ------------------------------------------------------------------

function pastOf({rows, activity}) {
  const cards = cardsOf(rows, activity.id);
  return {
    past: cards.filter(({more}) => more.kind === 'past').sort((a, b) => a.more.place - b.more.place),
    told: cards.filter(({more}) => more.kind === 'told').reverse(),
  };
}

function workSince(context) {
  const {rows, t, act, activity} = context;
  const {past, told} = pastOf(context);
  if (!past.length) return html`<p class="empty">${t('console_since_none')}</p>`;
  const tell = async (event) => {
    event.preventDefault();
    const {text, about, outcome} = event.target.elements;
    const {ok} = await act({do: 'contribute', activity: activity.id, text: text.value.trim(), about: about.value, outcome: outcome.value}, {key: 'console_paper_received', tone: 'quiet'});
    if (ok) text.value = '';
  };
  return html`
    ${late(context)}
    <div class="scroll">${repeat(past, ({id}) => id, (step) => {
    const name = `past-${step.id}`;
    const said = told.filter(({more, late: came, standing}) => more.about === step.id && !(came && standing === 'waiting'));
    return html`<section class="promised">
      <div class="list-head"><h2 id=${name}>${step.text}</h2><p>${[rows[`t:${step.more.home}`]?.title, step.more.keeper].filter(Boolean).join(' · ')}</p></div>
      ${said.length ? cardList(context, said.map((card) => ({...card, facts: [t(`kind_outcome_${card.more.outcome}`)]})), {name, can: {edit: true, small: true}}) : nothing}
    </section>`;
  })}</div>
    <form class="paper" @submit=${tell}>
      <label for="paper">${t('console_since_type')}</label>
      <select class="field" name="about" aria-label=${t('console_since_about')}>${past.map(({id, text}) => html`<option value=${id}>${text}</option>`)}</select>
      <select class="field narrow" name="outcome" aria-label=${t('console_since_outcome')}>${OUTCOMES.map((each) => html`<option value=${each}>${t(`kind_outcome_${each}`)}</option>`)}</select>
      <input class="field" id="paper" name="text" data-focus="paper" maxlength="200" autocomplete="off">
      <button class="btn" type="submit">${t('console_step_send')}</button>
    </form>`;
}

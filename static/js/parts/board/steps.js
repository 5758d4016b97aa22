// Next steps: the homes and who has one; the home that speaks, alone; all of them. And what became of the last ones.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {check} from '../icons.js';
import {dayOf} from '../time.js';
import {beginning, cardsOf, turning} from './cards.js';
import {big, frame, prompt, question} from './frame.js';

const A_PAGE = 4;
const SELF = 'self';

export function draw(context) {
  const {activity} = context;
  if (activity.since) return since(context);
  if (activity.stage !== 'open') return all(context);
  return (activity.step === 'aloud' ? aloud : homes)(context);
}

/** How many pages this moment has: they turn by themselves. */
export function turns({activity, rows}) {
  const listed = activity.since || activity.stage !== 'open';
  return listed ? Math.max(1, Math.ceil(cardsOf(rows, activity.id).length / A_PAGE)) : 1;
}

function homes(context) {
  const {activity, t} = context;
  const many = activity.homes.length;
  const columns = many > 32 ? 5 : many > 24 ? 4 : many > 10 ? 3 : many > 4 ? 2 : 1;
  return frame(context, {look: 'belonging', main: html`
    ${question(prompt(activity))}
    ${many ? html`<ul class="homes columns-${columns}" data-fit="96 84 74 66 60 52 48 44 40 36 32 28 24 20 17 14 12">${activity.homes.map(({title, done}) => html`
      <li class=${done ? 'done' : ''} data-inside><span class="home-tick">${done ? html`${check}<span class="hidden-visually">${t('board_home_has_step')}: </span>` : nothing}</span>
        <span class="home-title">${title}</span></li>`)}</ul>` : html`<span></span>`}
    <p class="note">${t('board_homes_how')}</p>`});
}

/** One home at a time, with what it will do. */
function aloud(context) {
  const {activity, rows, t} = context;
  const {turn, homes: every} = activity;
  const title = turn === SELF || !turn ? t('kind_self') : every.find(({id}) => id === turn)?.title ?? '';
  const steps = inOrder(context).filter(({more}) => (more.home ?? SELF) === (turn ?? SELF));
  if (!steps.length) return frame(context, {look: 'calm', main: html`${question(prompt(activity))}<div class="low">${big(t('board_no_steps'))}</div>`});
  return frame(context, {aside: t('board_speaks'), look: 'home-speaks', key: `home ${turn}`, main: html`
    <h1 class="home-name" data-fit="150/1 124/1 96/2 74/2 60/3 48">${title}</h1>
    <ul class="promises" data-fit="74 66 60 54 48 44 40 36 32 28 24">${steps.map((step) => html`
      <li data-inside><p>${step.text}</p><p class="promise-when">${when(context, step.more)}</p></li>`)}</ul>`});
}

function all(context) {
  const {activity, t} = context;
  const steps = inOrder(context);
  if (!steps.length) return frame(context, {look: 'calm', main: html`${question(prompt(activity))}<div class="low">${big(t('board_no_steps'))}</div>`});
  return table(context, steps, {
    heading: prompt(activity), end: html`<b>${steps.length}</b> ${t('board_steps', {n: steps.length})}`,
    facts: (step) => [when(context, step.more), kept(context, step.more), step.more.joined ? t('board_joined', {n: step.more.joined}) : ''],
  });
}

function since(context) {
  const {activity, t, rows} = context;
  const steps = cardsOf(rows, activity.id).sort((a, b) => a.more.place - b.more.place);
  const {earlier} = activity;
  if (!steps.length) return frame(context, {look: 'calm', main: html`${question(prompt(activity))}<div class="low">${big(t('board_since_none'))}</div>`});
  const told = activity.stage === 'shown';
  return table(context, steps, {
    heading: prompt(activity), end: earlier ? t('board_since_from', {title: beginning(earlier.title, 48)}) : nothing,
    facts: (step) => (told ? [step.more.said.join(' · ')] : [kept(context, step.more)]),
    aside: told ? (step) => html`<p class="became ${step.more.outcome ?? 'untold'}">${t(step.more.outcome ? `kind_outcome_${step.more.outcome}` : 'board_since_untold')}</p>` : null,
  });
}

/** Four to a page: whose it is, what, and beneath it the rest. */
function table(context, steps, {heading, end, facts, aside = null}) {
  const {rows, t, page, ui} = context;
  const count = Math.ceil(steps.length / A_PAGE);
  const seen = steps.slice(page * A_PAGE, (page + 1) * A_PAGE);
  return frame(context, {end, look: 'reading promised', key: `promised ${page} ${aside ? 'told' : ''}`, main: html`
    ${question(heading, '60/1 48/1 44/2 40/2 36/3 30')}
    <ul class="promised-rows ${aside ? 'with-outcome' : ''}" data-fit="48 44 40 36 32 28 24 20 17 14">${seen.map((step) => html`
      <li data-inside><p class="promised-home">${rows[`t:${step.more.home}`]?.title ?? t('kind_self')}</p>
        <div><p class="promised-what">${step.text}</p>${more(facts(step))}</div>
        ${aside ? aside(step) : nothing}</li>`)}</ul>
    ${count > 1 ? turning({t, ui, phones: rows.screen.phones}, [], page, count) : nothing}`});
}

function more(facts) {
  const said = facts.filter(Boolean).join(' · ');
  return said ? html`<p class="promised-more">${beginning(said, 120)}</p>` : nothing;
}

/** The homes in their order, and within one as they came; who has none comes last. */
function inOrder({activity, rows}) {
  const place = new Map(activity.homes.map(({id}, n) => [id, n]));
  const of = ({more}) => place.get(more.home) ?? Infinity;
  return cardsOf(rows, activity.id).sort((a, b) => of(a) - of(b) || a.more.place - b.more.place);
}

function when({t, language}, {by, when: chosen}) {
  if (by) return t('board_step_by', {date: dayOf(by, language).date});
  return chosen === 'next' ? t('kind_when_next') : '';
}

const kept = ({t}, {keeper, kept: is}) => (keeper ? t('board_keeper', {name: keeper}) : is ? t('board_kept') : '');

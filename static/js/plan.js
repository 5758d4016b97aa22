// The plan's editor: one form, changed in steps that can be undone, saved only over the file that was read.
import {render} from '../vendor/lit/lit-html.js';
import {asPng} from './live/picture.js';
import {createPlanLine} from './live/plan.js';
import {block, t, useTexts} from './parts/text.js';
import {added, copied, moved, rebased, received, removed, same, sent} from './parts/plan/form.js';
import {frame} from './parts/plan/frame.js';
import {createReorder} from './parts/plan/reorder.js';
import {beginning, clockOf, begins, lasting, starting} from './parts/plan/times.js';

const TOGETHER = 1500; // ms within which typing in one field is one step
const STEPS = 200;

useTexts(block('texts'));
const {base, can} = block('page');
const root = document.getElementById('plan');
const line = createPlanLine(base);

let view = block('view');
let kept = received(view.form); // what the file says
let form = kept;
let warnings = view.warnings;
let problems = [];
let past = [];
let future = [];
let typed = {what: null, at: 0};
let meanwhile = null; // the view of a file that was edited by hand while something here is not saved
let focusNext = null;
const ui = {chosen: form.activities[0]?.uid ?? 'about', adding: false, pane: 'list', said: null, aloud: '', logo: 0};

// --- changing -------------------------------------------------------------------------------

/** Take a new form into use. Typing in one field is one step of undo. */
function change(next, what = null) {
  if (next === form) return;
  const together = what !== null && typed.what === what && Date.now() - typed.at < TOGETHER;
  if (!together) past = [...past, form].slice(-STEPS);
  typed = {what, at: Date.now()};
  future = [];
  become(next);
}

function become(next) {
  form = next;
  if (ui.chosen !== 'about' && !form.activities.some((one) => one.uid === ui.chosen)) ui.chosen = form.activities[0]?.uid ?? 'about';
  line.check(() => ({hash: view.hash, form: sent(form)}), heard);
  draw();
}

function heard(answer) {
  if (answer.changed) return;
  problems = answer.problems ?? [];
  warnings = answer.warnings ?? (answer.ok ? [] : warnings);
  draw();
}

const place = (uid) => form.activities.findIndex((one) => one.uid === uid);
const put = (at, patch, what) => change({...form, activities: form.activities.map((one, n) => (n === at ? {...one, ...patch} : one))}, `${form.activities[at].uid} ${what}`);
const timed = {
  last: (at, minutes) => change(lasting(form, at, minutes), `${form.activities[at].uid} minutes`),
  begin: (at, clock) => change(beginning(form, at, clock)),
};
const tell = {
  event: (patch, what) => change({...form, event: {...form.event, ...patch}}, `event ${what}`),
  clock: (name, at) => change(name === 'starts' ? starting(form, at) : {...form, event: {...form.event, ends: at}}),
  table(name, value, what = null, focus = null) {
    focusNext = focus;
    change({...form, [name]: value}, what && `${name} ${what}`);
  },
  async logo(input) {
    const file = input.files[0];
    const picture = file && await asPng(file);
    const answer = picture ? await line.logo(picture) : {};
    input.value = '';
    if (!answer.ok) return say({key: 'organise_logo_refused', tone: 'wrong'});
    ui.logo += 1;
    tell.table('letterhead', {name: '', colour: '', ...form.letterhead, logo: answer.name});
  },
};

const commands = {
  choose(uid) {
    Object.assign(ui, {chosen: uid, adding: false, pane: 'form'});
    focusNext = matchMedia('(max-width: 59.9375em)').matches ? '#chosen' : null;
    draw();
  },
  back() {
    Object.assign(ui, {pane: 'list', adding: false});
    focusNext = ui.chosen === 'about' ? '.about-row' : `[data-focus="row-${ui.chosen}"]`;
    draw();
  },
  offer() {
    Object.assign(ui, {adding: true, pane: 'form'});
    focusNext = '#chosen';
    draw();
  },
  stopOffering() {
    Object.assign(ui, {adding: false, pane: 'list'});
    focusNext = '[data-focus="add"]';
    draw();
  },
  add(preset) {
    const at = place(ui.chosen) + 1 || form.activities.length;
    ui.adding = false;
    focusNext = '#f-title';
    const next = added(form, at, preset);
    ui.chosen = next.activities[at].uid;
    change(next);
  },
  copy(at) {
    const next = copied(form, at);
    ui.chosen = next.activities[at + 1].uid;
    focusNext = '#f-title';
    change(next);
  },
  move(from, to, focus = null) {
    const next = moved(form, from, to);
    if (next === form) return;
    focusNext = focus;
    ui.aloud = t('organise_moved', {title: next.activities[to].title, n: to + 1, at: clockOf(begins(next)[to])});
    change(next);
  },
  remove(at) {
    const {title} = form.activities[at];
    ui.chosen = (form.activities[at + 1] ?? form.activities[at - 1])?.uid ?? 'about';
    focusNext = '#chosen';
    change(removed(form, at));
    say({key: 'organise_removed', args: {title}, tone: 'note', can: [['organise_undo', commands.undo]]});
  },
  undo: () => step(past, future),
  redo: () => step(future, past),
  go(uid, field) {
    Object.assign(ui, {chosen: uid, adding: false, pane: 'form'});
    focusNext = `#f-${FIELDS[field] ?? field}, #chosen`;
    draw();
  },
  hush: () => say(null),
  save,
};
const FIELDS = {name: 'sheet'};

function step(from, to) {
  if (!from.length) return;
  to.push(form);
  typed = {what: null, at: 0};
  ui.said = null;
  become(from.pop());
}

// --- saving ---------------------------------------------------------------------------------

async function save() {
  if (same(form, kept) && !meanwhile) return say({key: 'organise_saved', args: {at: view.saved}, tone: 'note'});
  const asked = form;
  const answer = await line.save({hash: view.hash, form: sent(asked)});
  if (answer.ok) return take(answer.view, asked);
  if (answer.changed) return hear(await line.view());
  problems = answer.problems ?? [];
  if (answer.problems) {
    const [first] = answer.problems;
    const at = first.path[0] === 'activity' ? form.activities[first.path[1]]?.uid : 'about';
    return say({key: 'organise_not_saved', args: {n: answer.problems.length}, tone: 'wrong', can: at ? [['organise_go_to', () => commands.go(at, first.path.at(-1))]] : []});
  }
  return say(answer.disk ? {key: 'organise_not_written', args: {why: answer.disk}, tone: 'wrong'} : {key: 'organise_no_line', tone: 'wrong'});
}

/** The file is now what a view says; `asked` is the form that became it, and what was typed since stays. */
function take(next, asked = null) {
  const fresh = received(next.form, asked ?? form);
  const typing = asked && asked !== form;
  if (typing) form = rebased(asked, form, fresh);
  else form = fresh;
  [view, kept, warnings, problems, meanwhile, ui.said] = [next, fresh, next.warnings, [], null, null];
  if (!typing) typed = {what: null, at: 0};
  if (asked) ui.aloud = t('organise_saved', {at: view.saved});
  become(form);
}

/** The file was edited somewhere else. What is not saved here is not lost, whatever is chosen. */
function hear(next) {
  if (next.offline) return say({key: 'organise_no_line', tone: 'wrong'});
  if (next.by_hand) return say({key: 'organise_file_broken', tone: 'wrong', can: [['organise_as_text', () => { location.href = `${base}/plan/text`; }]]});
  if (next.hash === view.hash) return null;
  if (same(form, kept)) {
    past = [...past, form];
    take(next);
    return say({key: 'organise_file_taken_in', tone: 'note'});
  }
  meanwhile = next;
  return say({key: 'organise_file_meanwhile', tone: 'wrong', can: [
    ['organise_mine_on_top', () => {
      const mine = rebased(kept, form, received(next.form));
      past = [...past, form];
      take(next);
      become(mine);
      say({key: 'organise_on_top_done', tone: 'note'});
    }],
    ['organise_theirs', () => {
      past = [...past, form];
      take(next);
      say({key: 'organise_theirs_done', tone: 'note', can: [['organise_undo', commands.undo]]});
    }],
  ]});
}

function say(said) {
  ui.said = said;
  draw();
}

// --- drawing --------------------------------------------------------------------------------

const wrong = (path) => problems.find((one) => JSON.stringify(one.path.slice(0, path.length)) === JSON.stringify(path))?.text ?? '';
const troubled = (uid) => problems.some(({path}) => (path[0] === 'activity' ? form.activities[path[1]]?.uid === uid : uid === 'about'));

function draw() {
  const held = document.activeElement?.dataset?.focus;
  const dirty = !same(form, kept);
  render(frame({
    t, form, view, ui, base, can, problems, warnings, put, timed, tell, wrong, troubled, commands, dirty, saved: view.saved,
    canUndo: past.length > 0, canRedo: future.length > 0,
  }), root);
  document.title = `${dirty ? '* ' : ''}${form.event.title} - ${t('organise_programme')}`;
  const wished = focusNext?.split(', ').map((each) => root.querySelector(each)).find(Boolean); // the first that is there
  focusNext = null;
  if (wished) {
    wished.focus();
    if (wished.id === 'f-title') wished.select(); // a preset's name is there to be written over
    return null;
  }
  if (held && document.activeElement === document.body) root.querySelector(`[data-focus="${CSS.escape(held)}"]`)?.focus();
  return null;
}

root.replaceChildren();
draw();
createReorder(root, (from, to) => commands.move(from, to));
line.watch(() => meanwhile?.hash ?? view.hash, hear);
addEventListener('beforeunload', (event) => { if (!same(form, kept)) event.preventDefault(); });
addEventListener('keydown', (event) => {
  const command = event.ctrlKey || event.metaKey;
  const inField = event.target.closest?.('input, textarea, select');
  if (command && event.key.toLowerCase() === 's') commands.save();
  else if (command && event.key.toLowerCase() === 'z' && !inField) (event.shiftKey ? commands.redo : commands.undo)();
  else if (event.key === 'Escape' && ui.adding) commands.stopOffering();
  else return;
  event.preventDefault();
});

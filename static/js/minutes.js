// The minutes become editable where they stand. Each text is sent when it is left; what could not be sent is kept and tried again.
import {block, t, useTexts} from './parts/text.js';

const AGAIN = 4000; // ms until what was not received is sent again
const SHORT = 'in_short/more/text';
const GIVEN = 3; // minutes that three sentences take
const MINUTE = 60000;

useTexts(block('texts'));
const page = block('page');
const frame = document.getElementById('sheet');
const status = document.getElementById('status');
const waiting = new Map(); // place -> its element, as long as its text is not received
let sending = false;

const KEEP = `insp-minutes ${page.keep}`;

/** What was typed and not received, and over what, by place; a closed window does not lose it. */
function kept() {
  try { return JSON.parse(localStorage.getItem(KEEP)) ?? {}; } catch { return {}; }
}

function keep() {
  const texts = Object.fromEntries([...waiting].map(([place, field]) => [place, {text: textOf(field), seen: field.seen}]));
  try {
    if (waiting.size) localStorage.setItem(KEEP, JSON.stringify(texts));
    else localStorage.removeItem(KEEP);
  } catch { /* the page holds it as long as it is open */ }
}

const textOf = (field) => field.innerText.replace(/\n+$/u, '').trim();

function say(key, args = {}, bad = false) {
  status.textContent = key ? t(key, args) : '';
  status.classList.toggle('bad', bad);
}

function ready() {
  const sheet = frame.contentDocument;
  if (!sheet?.querySelector('.sheet')) return;
  const typed = kept();
  for (const field of sheet.querySelectorAll('[data-place]')) editable(field, typed);
  for (const line of sheet.querySelectorAll('tbody tr, .entries > li')) leavable(line);
  for (const part of sheet.querySelectorAll('section')) {
    const key = keyOf(part.querySelector('[data-place]'));
    part.dataset.part = key;
    part.classList.toggle('out', page.left_out.includes(key));
  }
  new ResizeObserver(fit).observe(sheet.body);
  fit();
  if (waiting.size) send();
}

const keyOf = (field) => field?.dataset.place.split('/')[0] ?? '';

function fit() {
  frame.style.height = `${Math.ceil(frame.contentDocument.documentElement.getBoundingClientRect().height)}px`;
}

function editable(field, typed) {
  const {place} = field.dataset;
  field.contentEditable = 'plaintext-only';
  if (field.contentEditable !== 'plaintext-only') field.contentEditable = 'true';
  field.setAttribute('role', 'textbox');
  field.setAttribute('aria-multiline', 'true');
  field.setAttribute('aria-label', page.hints[place] ?? t('edit_field', {text: field.textContent.slice(0, 60)}));
  if (page.hints[place]) field.dataset.hint = page.hints[place];
  else if (!field.textContent) field.hidden = true; // an empty note or caption that nobody asks for
  field.classList.toggle('stale', page.stale.includes(place));
  field.seen = textOf(field);
  if (place in typed && typed[place].text !== field.seen) {
    field.textContent = typed[place].text;
    field.seen = typed[place].seen;
    dirty(field);
  }
  if (place === SHORT) prompted(field);
  field.addEventListener('input', () => dirty(field));
  field.addEventListener('blur', () => { if (waiting.has(place)) send(); });
  field.addEventListener('paste', (event) => {
    event.preventDefault();
    field.ownerDocument.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      field.textContent = field.seen;
      waiting.delete(place);
      field.classList.remove('dirty');
      keep();
      field.blur();
    } else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      field.blur();
    }
  });
}

/** Three questions stand beside *Kort fortalt* while it is written, and about how long it takes. */
function prompted(field) {
  const prompts = document.getElementById('prompts');
  let began;
  const tell = () => {
    began ??= Date.now();
    document.getElementById('left').textContent = t('edit_left', {n: Math.max(1, GIVEN - Math.floor((Date.now() - began) / MINUTE))});
  };
  field.addEventListener('focus', () => { prompts.hidden = false; tell(); });
  field.addEventListener('blur', () => { prompts.hidden = true; });
  setInterval(() => { if (!prompts.hidden) tell(); }, MINUTE / 6);
}

function dirty(field) {
  waiting.set(field.dataset.place, field);
  field.classList.add('dirty');
  keep();
}

/** A button that leaves a line out, or takes it in again. */
function leavable(line) {
  const place = line.querySelector('[data-place]')?.dataset.place.split('/').slice(0, 3).join('/');
  if (!place?.includes('/row/')) return;
  const out = page.left_out.includes(place);
  line.classList.toggle('out', out);
  const button = line.ownerDocument.createElement('button');
  button.type = 'button';
  button.className = 'drop';
  button.textContent = out ? '+' : '×';
  button.setAttribute('aria-label', t(out ? 'edit_take_in' : 'edit_leave_out'));
  button.addEventListener('click', async () => {
    const answer = await post({act: 'leave', place});
    if (answer?.ok) location.reload();
    else say('edit_not_saved', {}, true);
  });
  (line.matches('tr') ? line.lastElementChild : line).append(button);
}

async function post(asked) {
  try {
    const answer = await fetch(page.post, {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(asked),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Send what is typed, one after the other, until all of it is received. */
async function send() {
  if (sending) return;
  sending = true;
  say('edit_saving');
  for (const [place, field] of [...waiting]) {
    const text = textOf(field);
    const answer = await post({act: 'rephrase', place, seen: field.seen, text});
    if (answer?.ok) received(place, field, text, answer);
    else {
      if (answer) say(answer.refused ?? 'edit_not_saved', answer.args ?? {}, true);
      else say('edit_not_saved', {}, true);
      if (answer?.refused === 'refused_rephrased') field.seen = answer.args.text; // it is theirs to decide, knowing
      sending = false;
      if (!answer || answer.again) setTimeout(send, AGAIN);
      return;
    }
  }
  sending = false;
  say('edit_saved');
}

function received(place, field, text, answer) {
  field.seen = text;
  if (textOf(field) === text) {
    waiting.delete(place);
    field.classList.remove('dirty');
    field.hidden = !text && !page.hints[place];
  }
  keep();
  if (answer.last) {
    document.getElementById('seq').value = answer.last.seq;
    document.getElementById('last-said').textContent = answer.last.said;
    document.getElementById('last').hidden = false;
  }
  if (answer.draft.draft !== page.draft) location.reload(); // it was approved, and is a draft again
}

/** Bring a part or a text before the eye. */
function go(selector) {
  const found = frame.contentDocument.querySelector(selector);
  if (!found) return;
  found.scrollIntoView({block: 'center'});
  (found.matches('[data-place]') ? found : found.querySelector('[data-place]'))?.focus({preventScroll: true});
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-part], [data-go]');
  if (!link) return;
  event.preventDefault();
  go(link.dataset.go ? `[data-place="${CSS.escape(link.dataset.go)}"]` : `[data-part="${CSS.escape(link.dataset.part)}"]`);
});

const copy = document.getElementById('copy-mail');
copy.hidden = false;
copy.addEventListener('click', () => {
  document.getElementById('mail').select();
  copy.textContent = t(document.execCommand('copy') ? 'edit_mail_copied' : 'edit_mail_select');
});

if (matchMedia('(max-width: 760px)').matches) document.querySelector('#outline details').open = false; // the paper comes first
addEventListener('beforeunload', (event) => { if (waiting.size) event.preventDefault(); });
frame.addEventListener('load', ready);
ready();

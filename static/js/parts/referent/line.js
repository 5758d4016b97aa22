// The line. A note belongs to what ran when its first letter was typed, and says so when the meeting has gone on.
import {html} from '../../../vendor/lit/lit-html.js';
import {length} from '../text.js';
import {arrow, cap} from './icons.js';
import {KINDS, readLine, typedAs} from './prefixes.js';

const DRAFT = 'referent';
const PLACE = 'referent-at';
const LIMIT = 4000;

/** Where the line's note will land: an activity's id, or null before the meeting. */
export function place({drafts, rows, event}) {
  const begunAt = drafts.get(DRAFT) !== null && drafts.get(PLACE);
  return begunAt && rows[`a:${begunAt}`] ? begunAt : event.now;
}

/** The chips and the line. */
export function line(context) {
  const {t, drafts, event} = context;
  const text = drafts.get(DRAFT) ?? '';
  const kind = readLine(text).kind;
  const choose = (chosen) => {
    const area = document.getElementById('line');
    const read = readLine(area.value);
    area.value = chosen === 'point' ? [read.text, link(read)].filter(Boolean).join(' ') : typedAs({...read, kind: chosen});
    keep(context, area);
    area.focus();
  };
  return html`
    ${where(context)}
    <div class="chips" role="group" aria-label=${t('referent_kinds')}>${Object.entries(KINDS).map(([each, sign]) => html`
      <button class="chip" type="button" aria-pressed=${each === kind} @mousedown=${stay} @click=${() => choose(each)}>${cap(sign)} <span>${t(`referent_kind_${each}`)}</span></button>`)}
    </div>
    <form class="line-form" @submit=${(submitted) => { submitted.preventDefault(); save(context); }}>
      <label class="hidden-visually" for="line">${t('referent_line')}</label>
      <textarea class="field" id="line" rows="1" autocomplete="off" lang=${event.language} aria-describedby="where" placeholder=${t('referent_line_how')}
        @input=${({target}) => keep(context, target)} @keydown=${(pressed) => enter(context, pressed)}></textarea>
      <button class="next" type="submit" @mousedown=${stay}>${arrow}<span>${t('referent_save')}</span></button>
    </form>`;
}

const stay = (event) => event.preventDefault(); // a tap must not close the keyboard
const link = (read) => (read.link && !read.text.includes(`#${read.link}`) ? `#${read.link}` : '');

/** Say where the note lands; and when the meeting has gone on, that it has, and how to go with it. */
function where(context) {
  const {t, rows, event, drafts, redraw} = context;
  const at = rows[`a:${place(context)}`];
  const now = rows[`a:${event.now}`];
  if (!at) return html`<p class="where" id="where">${t('referent_not_begun')}</p>`;
  const follow = () => {
    drafts.set(PLACE, event.now);
    document.getElementById('line').focus();
    redraw();
  };
  if (at === now) return html`<p class="where" id="where">${t('referent_lands', {title: at.title})}</p>`;
  return html`<p class="where behind" id="where"><span>${t('referent_stays', {title: at.title, now: now.title})}</span>
    <button class="btn" type="button" @mousedown=${stay} @click=${follow}>${t('referent_follow', {now: now.title})}</button></p>`;
}

/** Keep what is half-written, and where it began. */
function keep({drafts, event, redraw}, area) {
  const began = drafts.get(DRAFT) === null && area.value.trim();
  drafts.set(DRAFT, area.value);
  if (began) drafts.set(PLACE, event.now ?? '');
  else if (!area.value.trim()) drafts.set(PLACE, '');
  grow(area);
  redraw();
}

function enter(context, event) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  save(context);
}

function save(context) {
  const {t, send, say, drafts, redraw} = context;
  const area = document.getElementById('line');
  const note = readLine(area.value);
  if (!note.text.trim()) return area.focus();
  if (length(note.text) > LIMIT) return say('referent_too_long', {n: length(note.text) - LIMIT}, {error: true});
  send({do: 'note', ...note, activity: place(context)});
  area.value = '';
  drafts.set(DRAFT, '');
  drafts.set(PLACE, '');
  grow(area);
  area.focus();
  return redraw();
}

/** The line is ours alone after its first drawing: fill it once with what was half-written. */
export function fillLine({drafts}) {
  const area = document.getElementById('line');
  if (area.filled) return;
  area.filled = true;
  area.value = drafts.get(DRAFT) ?? '';
  grow(area);
}

/** The line has another width. */
export const growLine = () => grow(document.getElementById('line'));

function grow(area) {
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 4}px`;
}

/** Put a text back into the line, at the activity it was meant for. */
export function takeUp({drafts, redraw}, note) {
  const area = document.getElementById('line');
  area.value = typedAs(note);
  drafts.set(DRAFT, area.value);
  drafts.set(PLACE, note.activity ?? '');
  grow(area);
  area.focus();
  redraw();
}

/** Add a reference to an idea to the line. */
export function refer(context, number) {
  const area = document.getElementById('line');
  area.value = `${area.value.replace(/\s*#\d{1,4}\s*$/, '').trimEnd()} #${number}`.trimStart();
  keep(context, area);
  area.focus();
}

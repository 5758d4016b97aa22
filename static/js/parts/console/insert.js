// *Ny runde*: an activity that nobody planned, in two clicks; its question may be put into words afterwards.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {newId} from '../../live/socket.js';
import {arrival} from './arrival.js';
import * as icons from './icons.js';

const LIMIT = 200; // characters of a question
let asking = false; // one press is one activity

const isOpen = ({ui}) => ui.menu === 'new';

/** The button in the head and, when it is open, what may be put in. */
export function newRound(context) {
  const {rows, t, set} = context;
  if (rows.event.stage !== 'open') return nothing;
  const open = isOpen(context);
  return html`
    <div class="menu">
      <button class="btn quiet" type="button" data-focus="new-round" aria-expanded=${open} aria-controls="new-panel"
        @click=${() => set({menu: open ? null : 'new'})}>${icons.plus}<span class="fold-text">${t('console_new_round')}</span></button>
      <div class="panel" id="new-panel" ?hidden=${!open}>${open ? html`
        <section aria-labelledby="new-head"><h2 id="new-head">${t('console_new_round')}</h2>
          <p class="small">${t(rows.next.ends ? 'console_new_round_next' : 'console_new_round_now')}</p>
          <ul class="presets">${rows.presets.all.map((preset, n) => html`<li><button class="btn wide" type="button" data-focus="preset-${n}" @click=${() => put(context, preset)}>
            <span>${preset.name}</span>${preset.minutes ? html`<span class="small figures">${t('console_takes', {n: preset.minutes})}</span>` : nothing}</button></li>`)}</ul>
        </section>` : nothing}</div>
    </div>`;
}

/** Put it in right after what runs. Where that ends nothing for people, go there at once. */
async function put(context, {kind, name}) {
  const {set, rows, look} = context;
  const now = !rows.next.ends;
  const id = await insert(context, {kind, preset: name}, {now, said: now ? null : {key: 'console_comes_next', args: {title: name}}});
  if (!id) return;
  set({menu: null}, '[data-focus="next"]');
  if (now && await arrival(look, ({event}) => event.now === id)) set({}, '#words, [data-focus="next"]');
}

/** Ask for an activity from a preset, and `now` go to it. Gives its id, or null where the answer was no. */
export async function insert({act}, fields, {now = true, said = null} = {}) {
  if (asking) return null;
  asking = true;
  try {
    const id = newId();
    const there = (await act({do: 'insert', id, ...fields}, said)).ok
      && (!now || (await act({do: 'stage', activity: id, stage: 'open'})).ok);
    return there ? id : null;
  } finally { asking = false; }
}

/** The question of an activity; the field for it where it is not in words yet. */
export function question(context, activity, look = '') {
  const {t} = context;
  if (!activity.unsaid) return html`<h1 class=${look}>${activity.prompt || activity.title}</h1>`;
  return html`<h1 class=${look}>${t('common_listen')}</h1>${words(context, activity, 'words')}`;
}

/** Put an activity's question into words, or into others. */
export function words(context, activity, id, start = '') {
  const {t, act} = context;
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.prompt;
    const prompt = field.value.trim();
    if (!prompt || prompt === activity.prompt) return field.focus();
    const answer = await act({do: 'reword', activity: activity.id, prompt}, {key: 'console_reworded'});
    if (answer.ok && !start) field.value = '';
    return undefined;
  };
  return html`
    <form class="reword" @submit=${submit}>
      <label for=${id}>${t('console_words')}</label>
      <input class="field" id=${id} name="prompt" data-focus=${id} maxlength=${LIMIT} autocomplete="off" .defaultValue=${start}>
      <button class="btn" type="submit">${t('console_save')}</button>
    </form>`;
}

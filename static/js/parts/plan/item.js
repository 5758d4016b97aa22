// One item of the programme, with everything that can be said of it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {clock, line, lines} from './fields.js';
import * as icons from './icons.js';
import {settings} from './settings.js';
import {begins, clockOf} from './times.js';

const SCRIPT = ['say', 'bring', 'lead'];
const ROWS = {say: 3, bring: 2, lead: 2};

/** Draw the form of an item at a place in the programme. */
export function item(context, one, place) {
  const {t, form, view, put, timed, wrong, commands} = context;
  const at = begins(form);
  const asks = view.kinds[one.kind]?.prompt_required || one.prompt || one.kind === 'vote' || one.kind === 'welcome';
  const long = [...one.prompt].length > view.board_limit || one.short;
  const text = (name) => (value) => put(place, {[name]: value}, name);
  return html`
    <div class="item-head">
      <h2 id="chosen" tabindex="-1">${one.title || t('organise_untitled')}</h2>
      <p class="figures">${clockOf(at[place])}–${clockOf(at[place] + (one.minutes ?? 0))}<span class="kind">${one.preset || t(`kind_${one.kind}`)}</span></p>
      <div class="tools" role="group" aria-label=${t('organise_tools', {title: one.title})}>
        <button class="btn quiet" type="button" data-focus="up" ?disabled=${place === 0} @click=${() => commands.move(place, place - 1)}>${icons.up}<span>${t('organise_up')}</span></button>
        <button class="btn quiet" type="button" data-focus="down" ?disabled=${place === form.activities.length - 1} @click=${() => commands.move(place, place + 1)}>${icons.down}<span>${t('organise_down')}</span></button>
        <button class="btn quiet" type="button" @click=${() => commands.copy(place)}>${icons.copy}<span>${t('organise_duplicate')}</span></button>
        <button class="btn quiet" type="button" @click=${() => commands.remove(place)}>${icons.bin}<span>${t('organise_remove')}</span></button>
      </div>
    </div>
    <div class="asked-row">
      ${line({id: 'f-title', label: t('organise_field_name'), value: one.title, put: text('title'), most: 60, wrong: wrong(['activity', place, 'title'])})}
      ${clock({id: 'f-at', label: t('organise_field_at'), value: one.at, wrong: wrong(['activity', place, 'at']), put: (value) => timed.begin(place, value || null)})}
      ${line({id: 'f-minutes', label: t('organise_field_minutes'), value: one.minutes, type: 'number', least: 1, most: 480, width: 'short', wrong: wrong(['activity', place, 'minutes']),
        put: (value) => timed.last(place, value === '' ? null : Math.trunc(Number(value)))})}
    </div>
    ${asks ? lines({id: 'f-prompt', label: t('organise_field_prompt'), value: one.prompt, put: (value) => put(place, {prompt: value.replaceAll('\n', ' ')}, 'prompt'), large: true,
      most: view.prompt_limit, hint: length(t, one.prompt, view), wrong: wrong(['activity', place, 'prompt'])}) : nothing}
    ${asks && long ? line({id: 'f-short', label: t('organise_field_short'), value: one.short, put: text('short'), most: view.board_limit,
      hint: t('organise_short_hint', {most: view.board_limit}), wrong: wrong(['activity', place, 'short'])}) : nothing}
    ${settings(context, one, place)}
    <fieldset class="part"><legend>${t('organise_script')}</legend>
      <p class="said">${t('organise_script_hint')}</p>
      ${SCRIPT.map((name) => lines({id: `f-${name}`, label: t(`organise_script_${name}`), value: one[name].join('\n'), rows: ROWS[name],
        put: (value) => put(place, {[name]: value.split('\n')}, name), wrong: wrong(['activity', place, name])}))}
    </fieldset>`;
}

function length(t, prompt, view) {
  const n = [...prompt].length;
  if (!n) return '';
  return n > view.board_limit ? t('organise_prompt_long', {n}) : t('organise_prompt_fits', {n});
}

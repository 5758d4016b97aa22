// A person's own contributions: where each one is, and how to mend it or take it back.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {repeat} from '../../../vendor/lit/directives/repeat.js';
import {check, handset, leaving, shape} from '../icons.js';
import {field} from './field.js';
import {ownContributions} from './said.js';

const ICONS = {received: check, sending: leaving, on_phone: handset};

/** The section with own contributions of one activity, or of all where `activity` is null. */
export function ownSection(context, activity, {note = '', heading = context.t('phone_own'), where = 'own'} = {}) {
  const own = ownContributions(context.state, activity);
  if (!own.length) return nothing;
  return html`<section class="own" aria-labelledby=${where}>
    <div class="own-head ${where === 'mine' ? 'hidden-visually' : ''}"><h2 class="second" id=${where} tabindex="-1">${heading}</h2>${note ? html`<p class="quiet">${note}</p>` : nothing}</div>
    <ul>${repeat(own, (one) => one.id, (one) => html`<li class="card ${one.how}">${card(context, one, where)}</li>`)}</ul>
  </section>`;
}

function card(context, one, where) {
  const {t, ui, set} = context;
  if (one.how === 'refused') return refused(context, one, where);
  if (ui.editing === one.id && (where !== 'own') === Boolean(ui.sheet)) return editing(context, one);
  const text = `${where}-${one.id}`;
  return html`
    <p class="card-text" id=${text} lang=${context.event.language}>${one.number ? html`<span class="number">${one.number}</span> ` : nothing}${outcomeOf(context, one)}${one.text}</p>
    ${lies(context, one, text)}
    ${one.standing === 'hidden' ? html`<p class="reason">${t('phone_hidden')} ${one.reason ?? ''}</p>`
    : one.standing === 'waiting' ? html`<p class="quiet reason">${t(one.late ? 'phone_came_late' : 'phone_looked_at')}</p>` : nothing}
    <div class="card-foot">
      <span class="state">${ICONS[one.how]} ${t(`phone_${one.how}`)}</span>
      ${mayChange(context, one) ? html`<span class="card-actions">
        <button class="text-button" type="button" aria-describedby=${text}
          @click=${() => set({editing: one.id, focus: 'edit'})}>${t(one.standing === 'hidden' ? 'phone_reword' : 'phone_edit')}</button>
        <button class="text-button" type="button" aria-describedby=${text} @click=${() => takeBack(context, one)}>${t('phone_take_back')}</button>
      </span>` : nothing}
    </div>`;
}

/** What somebody told of an earlier step begins with how it went. */
const outcomeOf = ({t, language}, {outcome}) => (outcome ? html`<b lang=${language}>${t(`kind_outcome_${outcome}`)}.</b> ` : nothing);

/** Where it was put, and the one press that says that it does not belong there. Facilitators alone see that. */
function lies({t, rows, send, say, event}, one, text) {
  const theme = one.theme && rows[`t:${one.theme}`];
  if (!(theme || one.on) || one.standing !== 'shown') return nothing;
  const object = () => {
    send({do: 'object', target: one.id, value: !one.objects});
    if (!one.objects) say(t('phone_objects'));
  };
  return html`
    <div class="placed">
      <p class="quiet lies">${one.on ? html`${t('phone_lies_on', {number: one.on})}<br>` : nothing}${theme ? html`${shape(theme.look)} ${t('phone_lies_in', {theme: theme.title})}` : nothing}</p>
      ${event.stage === 'open' ? html`<button class="text-button" type="button" aria-pressed=${Boolean(one.objects)} aria-describedby=${text} @click=${object}>${t('phone_does_not_fit')}</button>` : nothing}
      ${one.objects ? html`<p class="quiet">${t('phone_objects')}</p>` : nothing}
    </div>`;
}

function mayChange({rows, event, mine}, one) {
  if (!['open', 'closed'].includes(event.stage)) return false;
  const asked = Object.values(rows).some((row) => row.kind === 'vote' && row.candidates?.includes(one.id));
  const activity = rows[`a:${one.activity}`];
  const known = mine.contributions.find(({id}) => id === one.id);
  const open = one.activity === 'parking' || activity?.stage === 'open';
  return !asked && (open || event.stage === 'closed' || known?.standing !== 'shown');
}

function takeBack(context, one) {
  context.send({do: 'take_back', target: one.id});
  context.say(context.t('phone_taken_back'));
}

function editing(context, one) {
  const {t, set, send, drafts} = context;
  const close = () => { drafts.set(`edit-${one.id}`, ''); set({editing: null, focus: 'own'}); };
  const limit = context.rows[`a:${one.activity}`]?.limit ?? 280;
  return field(context, {
    draft: `edit-${one.id}`, label: t('phone_edit_label'), button: t('phone_edit_done'), start: one.text, limit, quiet: true, look: 'strong',
    onSend: (text) => { if (text !== one.text) send({do: 'edit', target: one.id, text}); close(); },
    onCancel: close,
  });
}

function refused(context, one, where) {
  const {t, forget, drafts, set} = context;
  const {item} = one;
  const label = `${where}-${one.id}`;
  const again = () => {
    const target = item.command.do === 'edit' ? item.command.target : null;
    drafts.set(target ? `edit-${target}` : item.command.activity, one.text);
    forget(item.key);
    set(target ? {editing: target, focus: 'edit'} : {focus: 'field', sheet: null});
  };
  return html`
    <p class="card-text" id=${label} lang=${context.event.language}><b lang=${context.language}>${t('phone_not_in')}</b> ${one.text}</p>
    <p class="reason">${t(item.refused, item.args)}</p>
    <div class="card-foot"><span class="card-actions">
      <button class="text-button" type="button" aria-describedby=${label} @click=${again}>${t('phone_edit')}</button>
      <button class="text-button" type="button" aria-describedby=${label} @click=${() => forget(item.key)}>${t('phone_delete')}</button>
    </span></div>`;
}

// The menu's helpers: who is there, a code for one more, handing over, and letting somebody out.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {code as drawn} from './code.js';
import * as icons from './icons.js';

const ROLES = ['facilitator', 'referent', 'host', 'speaker'];
let invited = null; // the code that stands on the page: {role, url, qr, minutes}, or {refused}

/** The section of the menu. */
export function helpers(context) {
  const {rows, t, ui, set, page} = context;
  const open = ui.menu === 'helpers';
  const all = rows.helpers.all;
  const toggle = () => {
    invited = null;
    set({menu: open ? 'menu' : 'helpers'});
  };
  return html`
    <section>
      <h2>${t('console_helpers')}</h2>
      <button class="btn quiet wide" type="button" data-focus="helpers" aria-expanded=${open} @click=${toggle}>${icons.people}${t('console_helpers_open', {n: all.filter((each) => !each.until).length})}</button>
      ${open ? html`
        ${all.length ? html`<ul class="helpers">${all.map((each) => line(context, each))}</ul>` : html`<p class="small">${t('console_helpers_none')}</p>`}
        <h3>${t('console_invite')}</h3>
        <ul class="invites">${ROLES.map((role) => invitation(context, role))}</ul>
        <div aria-live="polite">${invited ? code(context) : nothing}</div>
        ${page.back ? html`<p class="small">${t('console_way_back')} <b class="address">${page.back}</b></p>` : nothing}` : nothing}
    </section>`;
}

function line(context, {id, role, name, here, until, activity}) {
  const {t, rows, page, act, presses} = context;
  const talk = activity ? rows[`a:${activity}`]?.title : '';
  const what = `revoke ${id}`;
  const revoke = () => presses.press(what, {twice: true}) && act({do: 'revoke', key: id}, {key: 'console_revoked', args: {name: name || t(`console_role_${role}`)}});
  const give = () => act({do: 'lead', act: 'give', to: id}, {key: 'console_lead_given', args: {name}});
  const leads = rows.lead.id === id;
  const mayGive = role === 'facilitator' && !until && id !== page.me && !leads && (!rows.lead.id || rows.lead.id === page.me);
  return html`
    <li>
      <p><b>${name || t('console_link_unused')}</b> ${id === page.me ? t('console_me') : ''}<br>
        <span class="small">${[t(`console_role_${role}`), talk, leads ? t('console_leads_now') : '', until ? '' : t(here ? 'console_is_here' : 'console_is_away')].filter(Boolean).join(' · ')}</span></p>
      ${mayGive ? html`<button class="btn" type="button" data-focus="give-${id}" @click=${give}>${t('console_lead_give')}<span class="hidden-visually"> ${name}</span></button>` : nothing}
      ${id === page.me ? nothing : html`<button class="btn" type="button" data-focus="revoke-${id}" @click=${revoke}>${presses.isArmed(what) ? t('console_again_revoke') : t('console_revoke')}<span class="hidden-visually"> ${name}</span></button>`}
    </li>`;
}

/** One role to invite to; a speaker is invited to a talk. */
function invitation(context, role) {
  const {t, rows} = context;
  if (role !== 'speaker') return html`<li><button class="btn" type="button" data-focus="invite-${role}" @click=${() => invite(context, {role})}>${t(`console_role_${role}`)}</button></li>`;
  const talks = Object.values(rows).filter((row) => row.kind === 'talk' && row.id).sort((a, b) => a.position - b.position);
  return talks.map((talk) => html`<li><button class="btn" type="button" data-focus="invite-speaker-${talk.id}" @click=${() => invite(context, {role, activity: talk.id, name: talk.speaker ?? ''})}>${t('console_role_speaker')}: ${talk.speaker || talk.title}</button></li>`);
}

/** Ask for a link; it is told here alone, and once. */
export async function invite({page, set}, wanted) {
  try {
    const answer = await fetch(`${page.base}/helpers/invite`, {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(wanted),
    });
    invited = {role: wanted.role, ...await answer.json()};
  } catch {
    invited = {refused: 'refused_offline'};
  }
  set({});
}

function code({t}) {
  if (!invited.url) return html`<p class="small">${t(invited.refused ?? 'refused_bad')}</p>`;
  const {qr, url, role, minutes} = invited;
  return html`
    <p class="small">${t('console_invited', {role: t(`console_role_${role}`), n: minutes})}</p>
    ${drawn(qr, t('console_invited_code'))}
    <p><span class="address">${url.replace(/^https?:\/\//, '')}</span></p>`;
}

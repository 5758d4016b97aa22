// Who leads: the one who has the big Next. The others see who it is, and may ask to take over.
import {html, nothing} from '../../../vendor/lit/lit-html.js';

/** Does somebody else lead? */
export const othersLead = ({rows, page}) => Boolean(rows.lead.id) && rows.lead.id !== page.me;

const said = (t, key, {name}) => (name ? t(key, {name}) : null);

/** What stands where Next is for whoever leads. */
export function led(context) {
  const {rows, t, page, clock, commands} = context;
  const {lead} = rows;
  const mine = lead.wanted?.id === page.me ? Math.max(0, Math.ceil((lead.wanted.until - clock) / 1000)) : null;
  return html`
    <div class="next led">
      <p>${mine === null ? said(t, 'console_leads', lead) ?? t('console_organiser_leads')
        : html`${said(t, 'console_lead_asked', lead) ?? t('console_lead_asked_organiser')} <span class="figures" aria-hidden="true">${mine}</span>`}</p>
      <button class="btn" type="button" id="take-over" data-focus="take-over" aria-disabled=${mine === null ? nothing : 'true'} @click=${commands.takeOver}>${t('console_take_over')}</button>
    </div>`;
}

/** What somebody asks the one who leads, or ''. Without an answer they get it. */
export function wanted({rows, t, page}) {
  const {id, wanted: asked} = rows.lead;
  if (!asked || id !== page.me) return '';
  return said(t, 'console_lead_wanted', asked) ?? t('console_lead_wanted_organiser');
}

/** The two answers to that. */
export const answers = ({t, act}) => html`
  <button class="btn" type="button" data-focus="lead-give" @click=${() => act({do: 'lead', act: 'give'})}>${t('console_lead_give')}</button>
  <button class="btn" type="button" data-focus="lead-keep" @click=${() => act({do: 'lead', act: 'keep'})}>${t('console_lead_keep')}</button>`;

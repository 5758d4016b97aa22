// Before the meeting, between two things, and after it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {dayOf} from '../time.js';
import {ring} from './drawings.js';
import {field} from './field.js';
import {ownSection} from './own.js';

/** The meeting has not begun: when, where and why. */
export const planned = {
  pose: () => 'look_up',
  draw({event, t, other, language}) {
    return html`<div class="looking">
      ${ring}
      <h1 class="huge" tabindex="-1">${t('phone_planned')}</h1>
      <p>${t('phone_planned_line', {at: event.starts, ...dayOf(event.date, language)})}</p>
      <p lang=${event.language}>${event.purpose ?? nothing}</p>
      <div class="actions"><a class="text-button on-forest" href="?lang=${other}" lang=${other} hreflang=${other}>${t('phone_other_language')}</a></div>
    </div>`;
  },
};

/** The meeting is over: thanks, where the minutes will be, and what came to mind on the way out. */
export const ended = {
  pose: () => 'work',
  draw(context) {
    const {event, t, rows, ui, set, send, language} = context;
    const by = event.minutes_by ? ` ${t('phone_minutes_by', {by: event.minutes_by})}` : '';
    const minutes = event.minutes_at
      ? html`<p class="lead">${t('phone_minutes_at')} <b class="address">${event.minutes_at}</b>${by}.</p>`
      : event.minutes_by ? html`<p class="lead">${t('common_minutes_come_by', {by: event.minutes_by})}</p>` : nothing;
    const rounds = Object.values(rows).filter((row) => row.kind === 'ideas').sort((a, b) => a.position - b.position);
    const last = rounds[rounds.length - 1];
    const waits = context.state.outbox.some(({refused}) => !refused);
    const writing = last && (ui.late === last.id || context.drafts.get(last.id));
    return html`
      <div class="head">
        <p class="kind"><b>${t('phone_ended')}</b></p>
        <div class="end-row"><h1 class="huge" tabindex="-1">${t('phone_thanks')}</h1>${ring}</div>
        ${minutes}
      </div>
      <div class="task">
        ${last && event.stage === 'closed' ? writing ? field(context, {
    draft: last.id, label: t('phone_came_to_mind'), hint: t('phone_came_to_mind_hint'), button: t('phone_send_idea'), limit: last.limit, alone: true,
    onSend: (text) => { send({do: 'contribute', activity: last.id, text}); set({late: null, focus: 'own'}); },
  }) : html`<button class="button plain" type="button" @click=${() => set({late: last.id, focus: 'field'})}>${t('phone_write_late')}</button>` : nothing}
        <div class="take"><a class="button plain" href="${context.page.base}/take.pdf" download>${t('phone_take_away')}</a>
          <p class="quiet">${t('phone_take_away_hint')}</p></div>
        ${event.mail_list ? html`<p><a class="button plain" href="${context.page.base}/mail">${t('phone_mail')}</a></p>` : nothing}
        ${ownSection(context, null, {heading: t('phone_mine')})}
        <p><a class="text-button" href="${context.page.base}/mine">${t('phone_own_more')}</a></p>
        ${event.stage === 'closed' && event.seals_on ? html`<p class="quiet">${t('own_votes_until', {date: dayOf(event.seals_on, language).date})}</p>` : nothing}
        <p class="quiet">${t(event.stage === 'sealed' ? 'phone_sealed' : waits ? 'phone_wait_for_it' : 'phone_can_leave')}</p>
      </div>`;
  },
};

/** The meeting runs, but nothing is on. */
export const between = {
  pose: () => 'look_up',
  draw: ({t}) => html`<div class="looking">${ring}<h1 class="huge" tabindex="-1">${t('phone_look_up')}</h1><p>${t('phone_between')}</p></div>`,
};

// A talk's speaker scans a code in the break, and answers for the quotes on a page of their own.
import {html, nothing} from '../../../vendor/lit/lit-html.js';

/** The button below a talk's notes, once there is a quote to approve. */
export function ask(context, activity, notes) {
  const {t, set} = context;
  if (activity.kind !== 'talk' || !notes.some(({kind, how}) => kind === 'quote' && how === 'received')) return nothing;
  return html`<p class="approve"><button class="btn" type="button" data-focus="invite-${activity.id}" @click=${() => set({invite: {activity: activity.id}}, '#invite-name')}>${t('referent_invite')}</button></p>`;
}

/** Whose page it is to be; then the code. */
export function invitation(context) {
  const {t, ui, set, rows} = context;
  if (!ui.invite) return nothing;
  const {activity, url, qr} = ui.invite;
  const talk = rows[`a:${activity}`];
  const close = () => set({invite: null}, '#line');
  return html`<section class="invite" aria-labelledby="invite-title">
    <h2 id="invite-title">${t('referent_invite')}</h2>
    ${url ? html`
      ${qr ? html`<svg class="qr" viewBox="0 0 ${qr.size} ${qr.size}" role="img" aria-label=${t('referent_invite_code')}><path d=${qr.path}/></svg>` : nothing}
      <p class="address">${url}</p>
      <p class="quiet">${t('referent_invite_how')}</p>` : html`
      <form class="answers" @submit=${(event) => { event.preventDefault(); invite(context, event.target.elements.name.value.trim()); }}>
        <label for="invite-name">${t('referent_invite_name')}</label>
        <input class="field" id="invite-name" name="name" maxlength="60" required autocomplete="off" .value=${talk?.speaker ?? ''}>
        <button class="btn strong" type="submit">${t('referent_invite_show')}</button>
      </form>`}
    <button class="btn quiet" type="button" @click=${close}>${t('referent_close')}</button>
  </section>`;
}

async function invite({page, ui, set, say}, name) {
  const {activity} = ui.invite;
  try {
    const answer = await fetch(`${page.base}/helpers/invite`, {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({role: 'speaker', name, activity}),
    });
    const {url, qr, refused, args} = await answer.json();
    if (url) set({invite: {activity, url, qr}});
    else say(refused ?? 'refused_bad', args, {error: true});
  } catch {
    say('refused_offline', {}, {error: true});
  }
}

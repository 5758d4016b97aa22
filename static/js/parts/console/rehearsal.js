// The rehearsal: begin it before the meeting has begun; while it is on, how many extras come, how fast they are, its end.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {live} from '../../../vendor/lit/directives/live.js';

const PACES = {pause: 0, slow: 0.5, normal: 1, fast: 4};
const MOST = 500;

/** What a console can do about a rehearsal at this moment: a section of its own, or nothing. `place` names it. */
export function rehearsal(context, place) {
  const {rows: {event}, t, commands} = context;
  if (event.rehearsal) return running(context, place);
  if (event.stage !== 'planned') return nothing;
  return html`
    <section class="rehearse">
      <h2>${t('console_rehearsal')}</h2>
      <p class="small">${t('console_rehearse_how')}</p>
      <button class="btn wide" type="button" data-focus="rehearse-${place}" @click=${() => commands.rehearse()}>${t('console_rehearse')}</button>
    </section>`;
}

function running({rows: {rehearsal: {people, pace}}, t, commands}, place) {
  const typed = ({target}) => {
    if (/^\d+$/.test(target.value)) commands.rehearse('set', {people: Math.min(MOST, Number(target.value))});
    else target.value = people;
  };
  return html`
    <section class="rehearse">
      <h2>${t('console_rehearsal')}</h2>
      <p class="rehearse-people"><label for="extras-${place}">${t('console_extras')}</label>
        <input class="field figures" id="extras-${place}" inputmode="numeric" maxlength="3" autocomplete="off" .value=${live(String(people))} @change=${typed}></p>
      <div class="paces" role="group" aria-label=${t('console_pace')}>${Object.entries(PACES).map(([name, value]) => html`
        <button class="btn" type="button" data-focus="pace-${name}-${place}" aria-pressed=${pace === value} @click=${() => commands.rehearse('set', {pace: value})}>${t(`console_pace_${name}`)}</button>`)}
      </div>
      <button class="btn wide strong" type="button" data-focus="rehearse-end-${place}" @click=${() => commands.rehearse('end')}>${t('console_rehearse_end')}</button>
    </section>`;
}

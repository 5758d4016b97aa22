// Beside the form: how long phones are out, what to look at, and how the question looks on the board.
import {html, nothing, svg} from '../../../vendor/lit/lit-html.js';
import {advice, screenTime} from './advice.js';
import * as icons from './icons.js';

/** Draw the column. */
export function checks(context) {
  const {t, form, view, ui} = context;
  const {phones, whole} = screenTime(form, view);
  const lines = advice(form);
  const open = [...told(context), ...lines.filter((one) => !one.good).map((one) => ({text: t(one.key, one.args), at: one.at, field: one.field}))];
  const one = form.activities.find((each) => each.uid === ui.chosen);
  const least = Math.max(1, whole);
  return html`
    <section aria-labelledby="screen-time">
      <h2 id="screen-time">${t('organise_screen_time')}</h2>
      <p class="screen-time"><b class="figures">${phones}</b> ${t('organise_screen_of', {n: whole})}</p>
      <svg class="bar" viewBox="0 0 ${least} 14" preserveAspectRatio="none" aria-hidden="true">${svg`
        <rect class="all" width=${least} height="14"/><rect class="out ${phones * 3 > whole ? 'much' : ''}" width=${Math.min(phones, least)} height="14"/>
        <rect class="third" x=${least / 3} width=${least / 140} height="14"/>`}</svg>
      <p class="said">${t('organise_screen_why')}</p>
    </section>
    <section aria-labelledby="to-look-at">
      <h2 id="to-look-at">${open.length ? t('organise_to_look_at', {n: open.length}) : t('organise_all_well')}</h2>
      <ul class="checks">
        ${open.map((each) => html`<li class="look">${icons.warning}<div><p>${each.text}</p>
          ${each.at ? html`<button class="btn" type="button" aria-label=${t('organise_go_to_named', {text: each.text})} @click=${() => context.commands.go(each.at, each.field)}>${t('organise_go_to')}</button>` : nothing}</div></li>`)}
        ${lines.filter((each) => each.good).map((each) => html`<li>${icons.done}<p>${t(each.key, each.args)}</p></li>`)}
      </ul>
    </section>
    ${one ? board(context, one) : nothing}
    ${onward(context)}`;
}

/** Where to go when the programme stands. */
function onward({t, view, can}) {
  return html`
    <section aria-labelledby="onward">
      <h2 id="onward">${t('organise_onward')}</h2>
      <div class="onward">
        ${can.rehearse && view.stage === 'planned' ? html`<form method="post" action=${can.rehearse}><button class="btn" type="submit">${t('organise_rehearse')}</button></form>` : nothing}
        ${can.print ? html`<a class="btn" href=${can.print}>${t('organise_print')}</a>` : nothing}
        ${view.code ? html`<a class="btn" href="/${view.code}/console">${t('organise_open_console')}</a>` : nothing}
      </div>
    </section>`;
}

/** What the server said of the file as it would be, with the way to where it is. */
function told({t, form, problems, warnings}) {
  const others = warnings.filter(({path}) => path.at(-1) !== 'ends'); // when it is over is said below
  return [...problems, ...others].map(({text, path}) => {
    const item = path[0] === 'activity' ? form.activities[path[1]] : null;
    return {
      text: item ? `${item.title || t('organise_untitled')}. ${text}` : text,
      at: item ? item.uid : path.length ? 'about' : null,
      field: path.at(-1),
    };
  });
}

function board({t, form}, one) {
  const question = one.short || one.prompt || one.title;
  const size = question.length > 80 ? 'small' : question.length > 45 ? 'medium' : '';
  return html`
    <section aria-labelledby="on-board">
      <h2 id="on-board">${t('organise_on_board')}</h2>
      <div class="board"><p class="board-question ${size}" lang=${form.event.language}>${question}</p>
        <p class="board-foot" aria-hidden="true"><span>inspiratorium</span>${one.minutes ? html`<span>${t('common_minutes_about', {n: one.minutes})}</span>` : nothing}</p></div>
    </section>`;
}

// What can be added: every preset by kind, with a line on what it is good for.
import {html} from '../../../vendor/lit/lit-html.js';

/** Draw the presets; a press puts one in after what is chosen. */
export function palette({t, form, view, ui, commands}) {
  const before = form.activities.find((one) => one.uid === ui.chosen) ?? null;
  const kinds = [...new Set(view.palette.map((each) => each.form.kind))];
  return html`
    <div class="item-head">
      <h2 id="chosen" tabindex="-1">${t('organise_add_title')}</h2>
      <p>${before ? t('organise_add_after', {title: before.title}) : t('organise_add_last')}</p>
      <div class="tools"><button class="btn quiet" type="button" @click=${commands.stopOffering}>${t('organise_close')}</button></div>
    </div>
    ${kinds.map((kind) => html`
      <section class="presets" aria-labelledby="kind-${kind}">
        <h3 id="kind-${kind}">${t(`kind_${kind}`)}</h3>
        <ul>${view.palette.filter((each) => each.form.kind === kind).map((each) => html`
          <li><button class="preset" type="button" @click=${() => commands.add(each.form)}>
            <span><b>${each.form.preset}</b>${each.form.minutes ? html` <span class="figures">${each.form.minutes} ${t('organise_minutes_short')}</span>` : ''}</span>
            <span class="preset-about">${about(t, each.about)}</span></button></li>`)}
        </ul>
      </section>`)}`;
}

function about(t, name) {
  const key = `organise_preset_${name}`;
  return t(key) === key ? '' : t(key);
}

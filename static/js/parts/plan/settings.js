// What can be set on a kind of activity, asked for from its type: no kind is known by name here.
import {html, nothing} from '../../../vendor/lit/lit-html.js';
import {choice, line, lines, several, tick} from './fields.js';

/** Draw the settings of an item. */
export function settings({t, form, view, put, wrong}, one, place) {
  const known = view.kinds[one.kind]?.settings ?? [];
  const drawn = known.filter((each) => each.name in one.settings).map((each) => setting(each));
  return drawn.length ? html`<fieldset class="part"><legend>${t('organise_settings')}</legend>${drawn}</fieldset>` : nothing;

  function setting({name, takes, choices, kind}) {
    const value = one.settings[name];
    const field = {
      id: `f-${name}`, value, label: told(`organise_setting_${one.kind}_${name}`, name), wrong: wrong(['activity', place, name]),
      put: (given) => put(place, {settings: {...one.settings, [name]: given}}, name),
    };
    const named = (choices ?? []).map((each) => [each, told(`organise_choice_${one.kind}_${name}_${each}`, String(each))]);
    if (takes === 'flag') return tick(field);
    if (takes === 'choice') return choice({...field, choices: named});
    if (takes === 'choices') return several({...field, choices: named});
    if (takes === 'whole') return line({...field, type: 'number', width: 'short', put: (text) => field.put(text === '' ? null : Math.trunc(Number(text)))});
    if (takes === 'text') return line(field);
    if (takes === 'lines') return lines({...field, value: value.join('\n'), put: (text) => field.put(text.split('\n'))});
    if (takes === 'keys' || takes === 'key') return pointing(field, takes, kind);
    return html`<p class="said">${field.label}: ${t('organise_only_in_file')}</p>`;
  }

  function pointing(field, takes, kind) {
    const before = form.activities.slice(0, place).filter((each) => each.kind === kind).map((each) => [each.key, each.title]);
    if (takes === 'key') return choice({...field, choices: [['', t('organise_none_chosen')], ...before]});
    if (!before.length) return html`<p class="said">${t('organise_no_source')}</p>`;
    return several({...field, choices: before, hint: field.value.length ? '' : t('organise_all_sources')});
  }

  function told(key, name) {
    const text = t(key);
    return text === key ? name : text;
  }
}

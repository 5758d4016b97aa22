// The facilitator's own lines (drejebog): what to say, what to bring out, who does it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';

const LINES = ['say', 'bring', 'lead'];

const LATER = { // the plan's lines are for when an activity begins; after that these
  ideas: {review: 'console_line_review', together: 'console_line_together', gather: 'console_line_gather'},
  vote: {closed: 'console_line_closed', shown: 'console_line_shown'},
  conversation: {winding: 'console_line_winding'},
};

/** What may be said now: the plan's lines while an activity begins, then what its step needs; nothing after the end. */
export function linesNow(context, activity) {
  const {rows, t} = context;
  if (!activity || rows.event.stage === 'closed' || rows.event.stage === 'sealed') return nothing;
  const here = activity.stage === 'open' ? activity.step : activity.stage;
  if (activity.stage === 'open' && (!here || here === activity.steps[0])) return script(context, activity);
  const key = LATER[activity.kind]?.[here];
  return key ? script(context, {say: [t(key)]}) : nothing;
}

/** An activity's lines as the plan has them, or nothing where there are none. */
export function script({t}, activity) {
  const kept = LINES.filter((name) => activity?.[name]?.length);
  if (!kept.length) return nothing;
  return html`<dl class="script">${kept.map((name) => html`
    <div><dt>${t(`console_script_${name}`)}</dt>${activity[name].map((line) => html`<dd>${name === 'say' ? quoted(line) : line}</dd>`)}</div>`)}</dl>`;
}

const quoted = (line) => (/^[»"]/.test(line) ? line : `»${line}«`);

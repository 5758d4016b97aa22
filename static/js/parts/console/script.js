// The facilitator's own lines (drejebog): what to say, what to bring out, who does it.
import {html, nothing} from '../../../vendor/lit/lit-html.js';

const LINES = ['say', 'bring', 'lead'];

/** An activity's lines, or nothing where there are none. */
export function script({t}, activity) {
  const kept = LINES.filter((name) => activity?.[name]?.length);
  if (!kept.length) return nothing;
  return html`<dl class="script">${kept.map((name) => html`
    <div><dt>${t(`console_script_${name}`)}</dt>${activity[name].map((line) => html`<dd>${name === 'say' ? quoted(line) : line}</dd>`)}</div>`)}</dl>`;
}

const quoted = (line) => (/^[»"]/.test(line) ? line : `»${line}«`);

// The board's drawings: the mark, QR codes, the fence with its hole, people in the form a conversation asks for.
import {html, nothing, svg} from '../../../vendor/lit/lit-html.js';

/** The mark: the ring of the Å, open, and a dot on its way out. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M18.6 5.3A11.5 11.5 0 1 0 27.4 15.6"/><circle cx="26.2" cy="6.4" r="4.1"/></svg>`;

/** A code as the server has worked it out; nothing where there is none. */
export const qr = (code, label) => (code ? html`<svg class="qr" viewBox="0 0 ${code.size} ${code.size}" shape-rendering="crispEdges" role="img" aria-label=${label}>
  <rect width=${code.size} height=${code.size}/><path d=${code.path}/></svg>` : nothing);

// Where the pickets stand, how far down they begin, and which of the seven colours they have.
const PICKETS = [
  [-12, 86, 1], [40, 132, 2], [916, 72, 3], [968, 150, 4], [1020, 118, 5], [1072, 94, 6], [1124, 140, 1], [1176, 78, 2],
  [1228, 124, 7], [1280, 102, 3], [1332, 154, 4], [1384, 112, 5], [1436, 68, 6], [1488, 136, 1], [1540, 96, 2],
  [1592, 86, 7], [1644, 132, 3], [1696, 110, 4], [1748, 72, 5], [1800, 150, 6], [1852, 118, 1], [1904, 94, 2],
  [1956, 140, 7], [2008, 78, 3], [2060, 124, 4], [2112, 102, 5], [2164, 154, 6], [2216, 112, 1], [2268, 68, 2],
  [2320, 136, 7], [2372, 96, 3], [2424, 86, 4], [2476, 132, 5], [2528, 110, 6],
];
const FEW = {to: 42, row: 14, pitch: 53, down: 54, top: 116, r: 20};
const MANY = {to: 90, row: 20, pitch: 38, down: 40, top: 106, r: 15};
const MIDDLE = 494; // of the gap

/** The fence, and the people in the hole of it, one dot each; too many to see at a glance are only a number. */
export const fence = (people) => html`<svg class="fence" viewBox="0 0 1920 300" preserveAspectRatio="xMinYMax meet" aria-hidden="true">
  ${PICKETS.map(([x, y, colour]) => svg`<rect class="picket-${colour}" x=${x} y=${y} width="36" height=${330 - y} rx="18"/>`)}
  ${people > MANY.to ? nothing : Array.from({length: people}, (_, n) => dot(n, people > FEW.to ? MANY : FEW))}
</svg>`;

function dot(n, {row, pitch, down, top, r}) {
  const line = Math.floor(n / row);
  const left = MIDDLE - (row - 0.5) * pitch / 2 + (line % 2 ? pitch / 2 : 0) + pitch / 4;
  return svg`<circle class="person" cx=${left + (n % row) * pitch} cy=${top + line * down} r=${r}/>`;
}

const RING = [[477, 210], [492, 302], [468, 391], [410, 463], [327, 504], [235, 509], [149, 476], [84, 411], [51, 325],
  [56, 233], [97, 150], [169, 92], [258, 68], [350, 83]];
const disc = ([x, y, r, who = 'other']) => svg`<circle class=${who} cx=${x} cy=${y} r=${r}/>`;
const FORMS = {
  two: [[191, 191, 191, 'person'], [581, 191, 191]],
  four: [[138, 138, 132, 'person'], [422, 138, 132], [138, 422, 132], [422, 422, 132, 'person']],
  table: [0, 60, 120, 180, 240, 300].map((angle, n) => [
    280 + 212 * Math.cos(angle * Math.PI / 180), 280 + 212 * Math.sin(angle * Math.PI / 180), 64, n === 5 ? 'person' : 'other']),
  all: [...RING.map(([x, y]) => [x, y, 42]), [498, 62, 58, 'person']],
};

/** People as the conversation wants them: pairs, fours, round a table, all in a ring. */
export const people = (form, label) => html`<svg class="form form-${form}" viewBox=${form === 'two' ? '0 0 772 382' : '0 0 560 560'} role="img" aria-label=${label}>
  ${form === 'table' ? svg`<circle class="table" cx="280" cy="280" r="118"/>` : nothing}${(FORMS[form] ?? FORMS.all).map(disc)}</svg>`;

/** The open ring, large: nothing to look at just now. */
export const ring = html`<svg class="ring" viewBox="0 0 342 330" aria-hidden="true">
  <path d="M141.7 105.5A102 102 0 1 0 225.8 198.9"/><circle class="person" cx="284" cy="46" r="38"/></svg>`;

/** How far the room has come: a bar with a dot at its end. */
export function bar(part) {
  const end = 30 + Math.max(0, Math.min(1, part)) * 1732;
  return html`<svg class="progress" viewBox="0 0 1792 60" preserveAspectRatio="none" aria-hidden="true">
    <rect class="progress-all" x="3" y="15" width="1786" height="30" rx="15"/>
    <rect class="progress-done" x="1" y="13" width=${end} height="34" rx="17"/><circle class="person" cx=${end} cy="30" r="27"/></svg>`;
}

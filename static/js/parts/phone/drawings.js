// The phone's drawings: the open ring, the tick of a vote, people at a table. All are decoration.
import {html, nothing, svg} from '../../../vendor/lit/lit-html.js';

/** The ring with its dot on the way out: what a phone shows when the room looks up. */
export const ring = html`<svg class="drawing" viewBox="0 0 342 330" aria-hidden="true">
  <path d="M141.7 105.5A102 102 0 1 0 225.8 198.9" fill="none" stroke="currentColor" stroke-width="39" stroke-linecap="round"/>
  <circle class="person" cx="284" cy="46" r="38"/>
</svg>`;

/** The ring that the dot of a newcomer belongs to. */
export const gate = html`<svg viewBox="0 0 317 306" aria-hidden="true">
  <path d="M161.8 44.5A120 120 0 1 0 262.8 156.8" fill="none" stroke="currentColor" stroke-width="46" stroke-linecap="round"/>
</svg>`;

/** A cup that steams: a break. */
export const cup = html`<svg class="drawing people" viewBox="0 0 358 250" aria-hidden="true">
  <path class="cup" d="M112 92h118v74a42 42 0 0 1-42 42h-34a42 42 0 0 1-42-42zM230 112h16a26 26 0 0 1 0 52h-16"/>
  <path class="steam" d="M146 70c-10-12 10-20 0-34M172 70c-10-12 10-20 0-34M198 70c-10-12 10-20 0-34"/>
  <path class="floor" d="M24 239.5H334"/>
</svg>`;

/** A vote: an empty ring, or (by CSS) a yellow one with a tick. */
export const tick = () => html`<svg class="tick" viewBox="0 0 36 36" aria-hidden="true"><circle cx="18" cy="18" r="15"/><path d="M11 18.6l5 5 9.4-10.6"/></svg>`;

/** As many dots as there are votes, the ones left filled; none when there are too many to see at a glance. */
export function votesLeft(left, all) {
  if (all > 10) return nothing;
  const dot = (_, index) => svg`<circle class=${index < left ? 'left' : 'used'} cx=${10 + 22 * index} cy="10" r=${index < left ? 8 : 7}/>`;
  return html`<svg class="votes" viewBox="0 0 ${22 * all - 2} 20" aria-hidden="true" .style=${`--all:${all}`}>${Array.from({length: all}, dot)}</svg>`;
}

const YELLOW = 'person', GREEN = 'other';
const FORMS = {
  two: [[114, 112, 64, YELLOW], [246, 112, 64, GREEN]],
  four: [[92, 62, 44, YELLOW], [266, 62, 44, GREEN], [92, 160, 44, GREEN], [266, 160, 44, YELLOW]],
  table: [0, 60, 120, 180, 240, 300].map((angle, index) => around(angle, 130, 62, 28, index)),
  all: Array.from({length: 14}, (_, index) => around(index * 360 / 14 + 12, 150, 84, 15, index % 5 ? 1 : 0)),
};

function around(angle, wide, high, radius, index) {
  const turn = angle * Math.PI / 180;
  return [179 + wide * Math.cos(turn), 108 + high * Math.sin(turn), radius, index % 2 ? GREEN : YELLOW];
}

/** People in the form the conversation asks for, and a phone lying flat. */
export const people = (form) => html`<svg class="drawing people" viewBox="0 0 358 250" aria-hidden="true">
  ${(FORMS[form] ?? []).map(([x, y, r, who]) => svg`<circle class=${who} cx=${x} cy=${y} r=${r}/>`)}
  <rect class="lying" x="148" y="228" width="62" height="9" rx="4.5"/><path class="floor" d="M24 239.5H334"/>
</svg>`;

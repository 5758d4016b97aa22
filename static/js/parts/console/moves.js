// What one may do with an idea while gathering. Whoever asks, by key, press or drag, asks here.
import {laid, roundOf} from './select.js';

const SLOW = 2000; // ms after which what changed nothing lies in the pile again

/** Put an idea in a theme. */
export const place = (context, card, theme, title = context.rows[`t:${theme}`]?.title) =>
  go(context, card, {do: 'place', target: card.id, theme},
    {key: 'console_placed', args: {number: card.number ?? '', title: title ?? ''}});

/** Let an idea stand by itself: it is done with, and votes as any other. */
export const alone = (context, card) => go(context, card,
  {do: 'place', target: card.id, theme: null, position: card.number ?? 0},
  {key: 'console_stands', args: {number: card.number ?? ''}});

/** Put an idea back among those that nobody has come to. */
export const putBack = (context, card) => go(context, card, {do: 'place', target: card.id, theme: null, position: null},
  {key: 'console_put_back', args: {number: card.number ?? ''}}, false);

/** Put an idea on another's card: one card, both texts, one vote. */
export const merge = (context, card, into) => go(context, card, {do: 'merge', target: card.id, into: into.id},
  {key: 'console_merged', args: {number: card.number ?? '', into: into.number ?? ''}});

/** Let a text be a card of its own again. */
export const split = ({act}, card) => act({do: 'split', target: card.id},
  {key: 'console_split_done', args: {number: card.number ?? ''}, tone: 'quiet'});

/** Take it at the end. */
export function later({ui, set}, card) {
  set({later: [...ui.later.filter((id) => id !== card.id), card.id], first: ui.first === card.id ? null : ui.first});
}

/** Take it now. */
export const first = ({ui, set}, card) => set({first: card.id, later: ui.later.filter((id) => id !== card.id), find: ''},
  `[data-focus="big-${card.id}"]`);

/** Take back one's own latest change, or the one numbered `seq`. */
export const undo = ({act}, seq) => act({do: 'undo', ...(seq ? {seq} : {})}, {key: 'console_undone', tone: 'quiet'});

/** Do again what one took back last. */
export const redo = ({act}) => act({do: 'redo'}, {key: 'console_redone', tone: 'quiet'});

/** Show an idea alone on the board, or no longer. */
export const light = ({act, rows}, card) =>
  act({do: 'screen', spotlight: rows.screen.spotlight === card.id ? null : card.id});

/** Ask; the pile goes on at once, and the card comes back to it where the answer is no. */
async function go({look}, card, command, said, leaves = true) {
  const context = look(); // a card that was drawn long ago is pressed now
  const {act, ui, set, rows, drawWithAnswer} = context;
  const row = rows[`c:${card.id}`];
  const comesBack = () => {
    if (ui.moving.get(card.id) === row && ui.moving.delete(card.id)) set({});
  };
  const next = following(context, card);
  if (leaves) ui.moving.set(card.id, row);
  if (ui.first === card.id) ui.first = null;
  drawWithAnswer();
  const answer = await act(command, {...said, tone: 'quiet'});
  if (!answer.ok) comesBack();
  else if (next !== undefined) await act({do: 'screen', spotlight: next});
  setTimeout(comesBack, SLOW);
  return answer;
}

/** Who comes to stand on the board, where the room follows card by card; undefined where it does not. */
function following({rows, ui}, card) {
  const round = roundOf(rows);
  if (!round || rows.screen.spotlight !== card.id) return undefined;
  const {pile} = laid(rows, round.id, ui);
  return pile[0]?.id === card.id ? pile[1]?.id ?? null : undefined;
}

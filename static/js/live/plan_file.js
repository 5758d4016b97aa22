// The plan's file was changed after the meeting began: take what has not begun from it.

/** Ask for it; gives an answer like that of a command. */
export async function fetchPlan(base) {
  try {
    return await (await fetch(`${base}/plan`, {method: 'POST'})).json();
  } catch {
    return {ok: false, refused: 'refused_offline'};
  }
}

// Which ideas resemble each other: asked for when somebody gathers, and again after words have changed.

const CALM = 400; // ms that words must have been left alone

/** Make the one who asks. `tell()` is called when there is an answer. */
export function createAlike(base, tell) {
  let known = new Map(); // id -> the words that were asked about
  let seen = null;
  let pairs = [];
  let due;

  async function ask(activity, cards) {
    known = new Map(cards.map((card) => [card.id, card.text]));
    try {
      const answer = await fetch(`${base}/alike?${new URLSearchParams({activity})}`, {cache: 'no-store'});
      if (!answer.ok) return;
      pairs = (await answer.json()).pairs ?? [];
      tell();
    } catch { /* a suggestion less; it is asked for again when words change */ }
  }

  /** These ideas are being gathered now. */
  function look(activity, cards) {
    if (seen === cards) return;
    seen = cards;
    if (cards.every((card) => known.get(card.id) === card.text)) return;
    clearTimeout(due);
    due = setTimeout(() => ask(activity, cards), known.size ? CALM : 0);
  }

  /** Those that resemble an idea, nearest first: [{id, words}]. */
  const of = (id) => pairs.filter((pair) => pair.a === id || pair.b === id)
    .map((pair) => ({id: pair.a === id ? pair.b : pair.a, words: pair.words ?? []}));

  return {look, of};
}

// How a result says which of its votes were raised hands.

/** '31 på telefon, 9 med hånden' of one idea's votes; nothing where there were no hands. */
export function byHand(t, votes, hands) {
  if (!hands) return '';
  return t(votes > hands ? 'common_by_hand' : 'common_by_hand_only', {phones: votes - hands, hands});
}

/** The same of a whole round: the most hands for one idea are the fewest people it can have been. */
export function byHandAtLeast(t, {voted, hands}) {
  if (!hands) return '';
  return t(voted > hands ? 'common_by_hand_least' : 'common_by_hand_only_least', {phones: voted - hands, hands});
}

// A rehearsal is seen on every screen: a hatched frame, and what it means in words. The page has both, folded away.

/** Show or fold away the frame, as the meeting says. Gives whether that was a change. */
export function frameRehearsal({event}) {
  const {classList} = document.documentElement;
  const band = document.getElementById('rehearsal');
  const changed = band.hidden === event.rehearsal;
  band.hidden = !event.rehearsal;
  classList.toggle('rehearsal', event.rehearsal);
  return changed;
}

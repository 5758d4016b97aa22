// A soft bell from the laptop: when the time of an activity is up, and when a conversation is wound up.

const TONES = [[523.25, 0.5], [1308.1, 0.16], [2092.9, 0.05]]; // Hz and loudness: the partials of a small bell
const RINGS = 3.2; // seconds until it is still
const LATE = 5000; // ms after the end in which it is still news

/**
 * Make the bell. `muted()` says whether it keeps quiet by itself; `ring()` is heard all the same. `watch({id, ends, step}, now)` is told what runs, as often as
 * it is drawn; the bell rings once for an end that was seen coming, and once when the winding up begins.
 */
export function createBell(muted, Audio = globalThis.AudioContext) {
  let audio = null;
  let coming = null; // the end that was still ahead when we last looked
  let before = null; // activity and step, then

  /** A browser lets a page sound only once a hand has touched it. */
  function wake() {
    if (!Audio) return;
    audio ??= new Audio();
    if (audio.state === 'suspended') audio.resume();
  }

  function ring() {
    if (!audio) return;
    const start = audio.currentTime;
    for (const [tone, loud] of TONES) {
      const voice = audio.createOscillator();
      const volume = audio.createGain();
      voice.frequency.value = tone;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(loud, start + 0.012);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + RINGS);
      voice.connect(volume).connect(audio.destination);
      voice.start(start);
      voice.stop(start + RINGS);
    }
  }

  function watch({id = null, ends = null, step = null}, now) {
    const winds = step === 'winding' && before?.id === id && before.step !== step;
    const ended = coming !== null && coming === ends && now >= ends && now - ends < LATE;
    if ((winds || ended) && !muted()) ring();
    coming = ends !== null && ends > now ? ends : null;
    before = {id, step};
  }

  return {wake, ring, watch};
}

// What the windows of one browser tell each other: the console, the board, and the board's picture in the console.
// Said are a word ('locked', 'result', 'where': is there a board?) or {board}, a board's answer to that.

/** Join the windows of an event. `hear(what)` is called when another one says something; gives `tell(what)`. */
export function openWindows(event, hear) {
  if (!window.BroadcastChannel) return () => {};
  const channel = new BroadcastChannel(`inspiratorium ${event}`);
  channel.onmessage = ({data}) => hear(data);
  return (what) => channel.postMessage(what);
}

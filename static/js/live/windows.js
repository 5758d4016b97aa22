// What the windows of one browser tell each other: the console, the board, and the board's picture in the console.

/** Join the windows of an event. `hear(what)` is called when another one says something; gives `tell(what)`. */
export function openWindows(event, hear) {
  if (!window.BroadcastChannel) return () => {};
  const channel = new BroadcastChannel(`inspiratorium ${event}`);
  channel.onmessage = ({data}) => hear(data);
  return (what) => channel.postMessage(what);
}

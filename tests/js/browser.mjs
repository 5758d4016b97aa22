// What a browser lends the modules under test: storage with as much room as `quota` says just now, and events.
export function newBrowser({quota = Infinity} = {}) {
  const map = new Map();
  const size = () => [...map].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  const own = {
    getItem: (key) => map.get(key) ?? null,
    setItem(key, value) {
      if (size() + key.length + String(value).length > browser.quota) throw new Error('QuotaExceededError');
      map.set(key, String(value));
    },
    removeItem: (key) => map.delete(key),
  };
  const storage = new Proxy(own, {ownKeys: () => [...map.keys()], getOwnPropertyDescriptor: () => ({enumerable: true, configurable: true})});
  const listeners = [];
  globalThis.localStorage = storage;
  globalThis.addEventListener = (name, listener) => listeners.push([name, listener]);
  const browser = {
    quota,
    keys: () => [...map.keys()],
    map,
    /** What another tab of the same browser makes this one hear. */
    storageEvent: (key, newValue) => listeners.filter(([name]) => name === 'storage').forEach(([, listener]) => listener({key, newValue})),
  };
  return browser;
}

/** Let everything that waits for the line happen. */
export const settle = async () => { for (let turn = 0; turn < 20; turn++) await new Promise((go) => setTimeout(go)); };

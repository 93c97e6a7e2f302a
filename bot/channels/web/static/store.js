// Keeps the transcript and what waits to be sent on this device: localStorage, and memory where that is refused.

const KEEP = 300;

/**
 * An item is one line of the conversation, under a key of its own, so that two tabs never overwrite each other's:
 *   {k:'row', id:'r12', row, lane, at, title, text, choices, files, sensitive, pressed}
 *   {k:'me', id:uuid, at, text, choice, label, of, files, state:'waiting'|'sent'|'refused', reason, delayed}
 *   {k:'start', id:uuid, payload, state}
 * `t` orders them all: the order in which this device came to know them.
 */
export function createStore(code) {
  const prefix = `doithoai:${code}:`;
  const itemPrefix = `${prefix}item:`;
  const items = new Map();
  const listeners = { item: [], broken: [], forget: [] };
  let shelf = openShelf();
  let broken = !shelf;
  let last = 0;

  if (shelf) for (const key of keys(itemPrefix)) remember(parse(shelf.getItem(key)));

  addEventListener('storage', (event) => {
    if (!shelf || event.storageArea !== shelf || !event.key || !event.key.startsWith(prefix)) return;
    if (event.key === `${prefix}forget`) return tell('forget', event.newValue !== null);
    if (!event.key.startsWith(itemPrefix)) return;
    const id = event.key.slice(itemPrefix.length);
    const item = parse(event.newValue);
    if (item) remember(item);
    else items.delete(id);
    tell('item', id, item, true);
  });

  function remember(item) {
    if (!item || !item.id) return;
    items.set(item.id, item);
    last = Math.max(last, item.t);
  }

  function tell(kind, ...what) {
    for (const listener of listeners[kind]) listener(...what);
  }

  function keys(start) {
    const found = [];
    for (let n = 0; n < shelf.length; n += 1) {
      const key = shelf.key(n);
      if (key.startsWith(start)) found.push(key);
    }
    return found;
  }

  /** Writes; a full shelf first gives up the oldest settled items, then the device is left alone. */
  function write(key, value) {
    if (!shelf) return false;
    for (let room = 0; room < 3; room += 1) {
      try {
        shelf.setItem(prefix + key, value);
        return true;
      } catch {
        if (!drop(60)) break;
      }
    }
    if (!broken) {
      broken = true;
      tell('broken');
    }
    return false;
  }

  function erase(key) {
    try {
      if (shelf) shelf.removeItem(prefix + key);
    } catch {
      /* refused: nothing was kept either */
    }
  }

  function drop(count) {
    const old = list().filter((item) => item.k === 'row' || item.state === 'sent').slice(0, -20).slice(0, count);
    for (const item of old) erase(`item:${item.id}`);
    return old.length;
  }

  const list = () => [...items.values()].sort((a, b) => a.t - b.t);

  return {
    get broken() { return broken; },
    get: (id) => items.get(id),
    list,
    on: (kind, listener) => listeners[kind].push(listener),

    /** True when the item is on the shelf, not in memory only. */
    put(item) {
      if (!item.t) {
        last = Math.max(Date.now(), last + 1);
        item.t = last;
      }
      items.set(item.id, item);
      const kept = write(`item:${item.id}`, JSON.stringify(item));
      tell('item', item.id, item, false);
      if (items.size > KEEP) {
        const settled = list().filter((one) => one.k === 'row' || one.state === 'sent');
        for (const old of settled.slice(0, items.size - KEEP)) this.remove(old.id);
      }
      return kept;
    },

    remove(id) {
      items.delete(id);
      erase(`item:${id}`);
      tell('item', id, null, false);
    },

    /** Small things that are not lines of the conversation: the draft, who sends, a forgetting that is not done. */
    read: (key) => (shelf ? parse(shelf.getItem(prefix + key)) : null),
    write: (key, value) => write(key, JSON.stringify(value)),
    erase,

    clear() {
      items.clear();
      last = 0;
      if (shelf) for (const key of keys(prefix)) erase(key.slice(prefix.length));
    },
  };
}

function openShelf() {
  try {
    const shelf = window.localStorage;
    shelf.setItem('doithoai', '1');
    shelf.removeItem('doithoai');
    return shelf;
  } catch (refusal) {
    // A full shelf can still be read, and emptied; a refused one cannot.
    return refusal && refusal.name === 'QuotaExceededError' ? window.localStorage : null;
  }
}

function parse(json) {
  try {
    return json ? JSON.parse(json) : null;
  } catch {
    return null;
  }
}

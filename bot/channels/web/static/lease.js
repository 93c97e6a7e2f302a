// Of several tabs of one browser only one sends: a lease in the shared store, given up when there is nothing to send.

import { uuid } from './words.js';

const LASTS = 8000;
const KEY = 'sender';

export function createLease(store) {
  const me = uuid();
  let renewal = 0;

  const mine = () => {
    const lease = store.read(KEY);
    return Boolean(lease) && lease.tab === me && lease.until > Date.now();
  };

  function hold() {
    store.write(KEY, { tab: me, until: Date.now() + LASTS });
  }

  function release() {
    clearInterval(renewal);
    renewal = 0;
    if (mine()) store.erase(KEY);
  }

  addEventListener('pagehide', release);

  return {
    /** Two tabs may reach for it in the same instant: write, wait a moment, and see whose name stands. */
    async take() {
      if (store.broken) return true;
      const lease = store.read(KEY);
      if (lease && lease.tab !== me && lease.until > Date.now()) return false;
      const held = mine();
      hold();
      if (!held) await new Promise((done) => setTimeout(done, 30 + Math.random() * 70));
      if (!mine()) return store.broken;
      if (!renewal) renewal = setInterval(() => (mine() ? hold() : release()), LASTS / 4);
      return true;
    },
    release,
  };
}

// Sends what the person wrote: kept first, in order, one at a time, until the server has confirmed each.

import { createLease } from './lease.js';
import { t } from './texts.js';

const CONFIRM_WITHIN = 15_000;

export function createOutbox({ store, socket, uploads, changed }) {
  const lease = createLease(store);
  let flying = null;
  let confirmTimer = 0;
  let wakeTimer = 0;
  let notBefore = 0;
  let pumping = false;
  let askedAgain = false;

  const queue = () => store.list().filter((item) => item.k !== 'row' && item.state === 'waiting');

  function wake(after) {
    clearTimeout(wakeTimer);
    wakeTimer = setTimeout(pump, after);
  }

  async function pump() {
    askedAgain = true;
    if (pumping) return;
    pumping = true;
    while (askedAgain) {
      askedAgain = false;
      await next();
    }
    pumping = false;
  }

  async function next() {
    if (flying || !socket().ready) return undefined;
    if (!queue().length) return lease.release();
    if (notBefore > Date.now()) return wake(notBefore - Date.now());
    if (!(await lease.take())) return wake(1000);
    const head = queue()[0];
    if (!head || !socket().ready) return undefined;
    if (await filesMissing(head)) return undefined;
    if (!socket().send(frameOf(head))) return undefined;
    flying = head.id;
    confirmTimer = setTimeout(() => socket().restart(), CONFIRM_WITHIN);
    return changed(head.id);
  }

  /** A message waits for its files; a file that cannot come at all makes it a refused one. */
  async function filesMissing(item) {
    for (const file of item.files || []) {
      if (file.done) continue;
      const outcome = await uploads.ensure(file);
      if (outcome.state === 'done') {
        store.put({ ...item, files: item.files.map((one) => (one.id === file.id ? { ...one, done: true } : one)) });
        askedAgain = true;
      } else if (outcome.state === 'refused') {
        store.put({ ...item, state: 'refused', reason: outcome.reason });
        askedAgain = true;
      }
      return true; // 'going', 'waiting': the upload wakes us when it is done
    }
    return false;
  }

  function landed(id) {
    if (flying !== id) return;
    clearTimeout(confirmTimer);
    flying = null;
  }

  function settle(id, change) {
    landed(id);
    const item = store.get(id);
    if (item && item.state === 'waiting') change(item);
    pump();
  }

  return {
    pump,
    waiting: () => queue().filter((item) => item.k === 'me').length,
    isFlying: (id) => flying === id,

    /** Kept on the device before anything else happens to it. */
    add(item) {
      store.put({ ...item, state: 'waiting' });
      pump();
    },

    confirmed: (id) => settle(id, (item) => {
      if (item.k === 'start') return store.remove(id);
      uploads.forget((item.files || []).map((file) => file.id));
      return store.put({ ...item, state: 'sent', delayed: undefined });
    }),

    refused: (id, reason) => settle(id, (item) => {
      if (item.k === 'start') return store.remove(id);
      return store.put({ ...item, state: 'refused', reason, delayed: undefined });
    }),

    later(id, seconds) {
      const pause = Math.max(1, Number(seconds) || 3) * 1000;
      notBefore = Date.now() + pause;
      settle(id, (item) => store.put({ ...item, delayed: true }));
    },

    /** The connection is gone: what was on its way may or may not have arrived; the same id goes again. */
    disconnected() {
      clearTimeout(confirmTimer);
      const id = flying;
      flying = null;
      lease.release();
      if (id) changed(id);
    },
  };
}

function frameOf(item) {
  if (item.k === 'start') return { type: 'start', id: item.id, payload: item.payload };
  if (item.choice !== undefined) return { type: 'say', id: item.id, choice: item.choice, label: item.label };
  const frame = { type: 'say', id: item.id, text: item.text };
  if (item.files && item.files.length) frame.files = item.files.map((file) => file.id);
  return frame;
}

/** What is said of a message of the person's own: which step it is at, and one short line. */
export function stateLine(item, { flying, ready, upload }) {
  const step = stepOf(item, { flying, ready, upload });
  return { step, words: t(step, { reason: item.reason || '', percent: upload ? upload.percent : 0 }) };
}

function stepOf(item, { flying, ready, upload }) {
  if (item.state !== 'waiting') return item.state;
  if (upload && upload.state === 'going') return 'uploadingN';
  if (flying) return 'sending';
  if (item.delayed) return 'delayed';
  return ready ? 'sending' : 'waiting';
}

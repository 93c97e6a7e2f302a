// Sends files: progress, cancel, retry with the same id; the bytes are kept in IndexedDB until the message is confirmed.

import { t } from './texts.js';

const STALLED_AFTER = 60_000;
const RETRY_AFTER = [2000, 5000, 15_000, 30_000];

/**
 * The state of an upload: {id, name, mime, size, state, percent, reason, picture}
 * waiting → going → done, or refused (the server will never take it); waiting again after a network fault.
 */
export function createUploads({ code, addressOf, changed, noSession }) {
  const shelf = createShelf(`doithoai:${code}`);
  const known = new Map();

  function set(upload, change) {
    Object.assign(upload, change);
    changed(upload);
  }

  function begin(upload, blob) {
    upload.blob = blob;
    if (!upload.picture && /^image\/(jpeg|png|gif|webp|avif)$/.test(upload.mime)) {
      upload.picture = URL.createObjectURL(blob);
    }
    clearTimeout(upload.timer);
    const request = new XMLHttpRequest();
    upload.request = request;
    request.open('PUT', addressOf(upload.id));
    request.setRequestHeader('Content-Type', upload.mime);
    request.setRequestHeader('X-Name', encodeURIComponent(upload.name));
    const watch = () => {
      clearTimeout(upload.timer);
      upload.timer = setTimeout(() => {
        request.abort();
        again(upload);
      }, STALLED_AFTER);
    };
    request.upload.onprogress = (event) => {
      watch();
      const percent = event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0;
      if (percent !== upload.percent) set(upload, { percent: Math.min(percent, 99) });
    };
    request.onload = () => answered(upload, request);
    request.onerror = () => again(upload);
    set(upload, { state: 'going', percent: 0, reason: '' });
    watch();
    request.send(blob);
  }

  function answered(upload, request) {
    clearTimeout(upload.timer);
    if (request.status >= 200 && request.status < 300) return set(upload, { state: 'done', percent: 100 });
    if (request.status === 401) return noSession();
    if (request.status === 408 || request.status === 429 || request.status >= 500) return again(upload);
    return set(upload, { state: 'refused', reason: reasonOf(request) });
  }

  function again(upload) {
    upload.tries = (upload.tries || 0) + 1;
    const wait = RETRY_AFTER[Math.min(upload.tries, RETRY_AFTER.length) - 1];
    set(upload, { state: 'waiting' });
    clearTimeout(upload.timer);
    upload.timer = setTimeout(() => begin(upload, upload.blob), wait * (0.5 + Math.random()));
  }

  return {
    get: (id) => known.get(id),

    /** Takes a chosen file and starts at once. */
    add(id, file) {
      const upload = { id, name: file.name, mime: file.type || 'application/octet-stream', size: file.size };
      known.set(id, upload);
      shelf.put(id, file);
      begin(upload, file);
      return upload;
    },

    /** After a reload: goes on with a file whose bytes are still on the device. */
    async ensure({ id, name, mime, size, done }) {
      let upload = known.get(id);
      if (upload) return upload;
      upload = { id, name, mime, size, state: done ? 'done' : 'waiting', percent: done ? 100 : 0 };
      known.set(id, upload);
      if (done) return upload;
      const blob = await shelf.get(id);
      if (blob) begin(upload, blob);
      else set(upload, { state: 'refused', reason: t('fileGone', { name }) });
      return upload;
    },

    retry(id) {
      const upload = known.get(id);
      if (upload && upload.blob && upload.state !== 'going' && upload.state !== 'done') begin(upload, upload.blob);
    },

    /** The network is back: whatever waits need not wait longer. */
    wake() {
      for (const upload of known.values()) if (upload.state === 'waiting' && upload.blob) this.retry(upload.id);
    },

    cancel(id) {
      const upload = known.get(id);
      if (!upload) return;
      clearTimeout(upload.timer);
      if (upload.request) upload.request.abort();
      if (upload.picture) URL.revokeObjectURL(upload.picture);
      known.delete(id);
      shelf.remove(id);
    },

    /** Confirmed: the bytes may go; the small picture stays while the page is open. */
    forget(ids) {
      for (const id of ids) shelf.remove(id);
    },

    forgetAll() {
      for (const id of [...known.keys()]) this.cancel(id);
      return shelf.clear();
    },
  };
}

function reasonOf(request) {
  try {
    return JSON.parse(request.responseText).error || t('upRefused');
  } catch {
    return t('upRefused');
  }
}

/** Bytes of files by upload id. A browser that refuses (private window, old phone) just keeps nothing. */
function createShelf(name) {
  const opened = new Promise((done) => {
    setTimeout(done, 3000, null); // some browsers never answer
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('files');
      request.onsuccess = () => done(request.result);
      request.onerror = () => done(null);
      request.onblocked = () => done(null);
    } catch {
      done(null);
    }
  });

  const act = (mode, step) => opened.then((base) => base && new Promise((done) => {
    try {
      const work = base.transaction('files', mode);
      const request = step(work.objectStore('files'));
      work.oncomplete = () => done(request.result);
      work.onerror = () => done(null);
      work.onabort = () => done(null);
    } catch {
      done(null);
    }
  }));

  return {
    put: (id, blob) => act('readwrite', (files) => files.put(blob, id)),
    get: (id) => act('readonly', (files) => files.get(id)),
    remove: (id) => act('readwrite', (files) => files.delete(id)),
    clear: () => act('readwrite', (files) => files.clear()),
  };
}

// Puts the parts of the web chat together; the protocol is written down in docs/web-chat.md.

import { createAnnouncer } from './announce.js';
import { createComposer } from './composer.js';
import { ask, createMenu } from './menu.js';
import { createOutbox, stateLine } from './outbox.js';
import { createSocket } from './socket.js';
import { createStore } from './store.js';
import { t, translate } from './texts.js';
import { createUploads } from './upload.js';
import { createView } from './view.js';
import { fitViewport, isEmbedded } from './viewport.js';
import { uuid } from './words.js';

const byId = (id) => document.getElementById(id);
const { code, name } = document.body.dataset;
const base = `/c/${encodeURIComponent(code)}`;
const title = document.title;
let limits = { text: 4000, file_bytes: 20_000_000, files: 10 };
let unread = 0;
let owedAcks = [];
let ackTimer = 0;

translate(document);
fitViewport();
document.documentElement.classList.add('alive');
if (isEmbedded()) {
  document.documentElement.classList.add('embedded');
  byId('own-page').href = location.pathname;
}

// --- parts -------------------------------------------------------------------------------------

const store = createStore(code);
const announce = createAnnouncer(byId('said'));

// Where a portal stands on the same site, the browser sends the cookies of both pages.
const framed = `?framed=${isEmbedded() ? 1 : 0}`;

const uploads = createUploads({
  code,
  addressOf: (id) => `${base}/upload/${id}${framed}`,
  changed(upload) {
    composer.refreshFile(upload);
    for (const item of store.list()) {
      if (item.state === 'waiting' && (item.files || []).some((file) => file.id === upload.id)) view.refresh(item.id);
    }
    if (upload.state !== 'going') outbox.pump();
  },
  noSession: () => reloadOnce(),
});

const socket = createSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${base}/socket${framed}`, {
  state: connectionChanged,
  message: received,
  noSession: () => reloadOnce(),
});

const outbox = createOutbox({ store, socket: () => socket, uploads, changed: (id) => view.refresh(id) });

const view = createView({
  log: byId('log'),
  scroller: byId('scroll'),
  pill: byId('pill'),
  name,
  store,
  pictureOf: (id) => (uploads.get(id) || {}).picture,
  lineOf: (item) => stateLine(item, {
    flying: outbox.isFlying(item.id),
    ready: socket.ready,
    upload: (item.files || []).map((file) => uploads.get(file.id)).find((one) => one && one.state === 'going'),
  }),
  actions: { choose, edit, drop, copy, printOne },
  announce,
});

const composer = createComposer({
  parts: { form: byId('composer'), box: byId('box'), input: byId('files'), tray: byId('tray'), warning: byId('warning') },
  store,
  uploads,
  limits: () => limits,
  send: (text, files) => say(files.length ? { text, files } : { text }),
  announce,
});

createMenu({
  opener: byId('menu-button'),
  panel: byId('menu'),
  command: (value, label) => say({ choice: value, label }),
  act: (what) => (what === 'print' ? print() : forget()),
});

// --- what the person does ----------------------------------------------------------------------

function say(content) {
  outbox.add({ k: 'me', id: uuid(), at: new Date().toISOString(), ...content });
}

function choose(row, { value, label }) {
  if (row.pressed === value && !value.startsWith('/')) return; // a second tap of the same finger
  if (store.get(row.id)) store.put({ ...row, pressed: value });
  say({ choice: value, label, of: row.id });
}

function edit(item) {
  store.remove(item.id);
  composer.takeBack(item.text, item.files || []);
}

function drop(item) {
  for (const file of item.files || []) uploads.cancel(file.id);
  store.remove(item.id);
  byId('box').focus();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOld(text);
  }
}

/** Where the page is not served over https there is no clipboard object. */
function copyOld(text) {
  const area = document.createElement('textarea');
  area.className = 'unseen';
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

function printOne(node) {
  document.documentElement.classList.add('print-one');
  node.classList.add('printed');
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('print-one');
    node.classList.remove('printed');
  }, { once: true });
  print();
}

// --- what the server says ----------------------------------------------------------------------

function received(message) {
  switch (message.type) {
    case 'ready': return ready(message);
    case 'row': return row(message);
    case 'confirmed': return outbox.confirmed(message.id);
    case 'refused': return refused(message);
    case 'later': return outbox.later(message.id, message.after);
    case 'bye': return strip(message.reason || '', 'bye');
    default: return undefined; // a newer server may say more
  }
}

function ready(message) {
  if (message.v !== 1) {
    socket.stop();
    return strip(t('stripVersion'), 'reload');
  }
  limits = { ...limits, ...message.limits };
  if (history.state && history.state.reloaded) history.replaceState(null, '');
  composer.refresh();
  if (!byId('strip').hidden && ['retry', 'bye'].includes(byId('strip').dataset.kind)) announce(t('backAgain'));
  strip('');
  uploads.wake();
  acknowledge();
  return outbox.pump();
}

function row(message) {
  const id = `r${message.row}`;
  if (!store.get(id)) {
    const { lane, at, title: heading, facts, text, choices, files, sensitive } = message;
    store.put({ k: 'row', id, row: message.row, lane: lane === 'notice' ? 'notice' : 'reply', at, title: heading, facts, text, choices, files, sensitive });
    if (document.visibilityState !== 'visible') showUnread(unread + 1);
  }
  owedAcks.push(message.row);
  if (!ackTimer) ackTimer = setTimeout(acknowledge, 100);
}

/** A row in a tab that nobody looks at has not been shown: it is acknowledged when the tab is looked at. */
function acknowledge() {
  clearTimeout(ackTimer);
  ackTimer = 0;
  if (!owedAcks.length || document.visibilityState !== 'visible') return;
  if (socket.send({ type: 'ack', rows: owedAcks })) owedAcks = [];
}

function refused({ id, reason }) {
  const item = store.get(id);
  const pressed = item && item.of && store.get(item.of);
  if (item && item.k === 'start') strip(reason, 'said');
  outbox.refused(id, reason);
  if (pressed) store.put({ ...pressed, pressed: undefined });
}

function showUnread(count) {
  unread = count;
  document.title = count ? `(${count}) ${title}` : title;
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  showUnread(0);
  acknowledge();
});

// --- the connection, in words ------------------------------------------------------------------

const stateWords = {
  connecting: 'stateConnecting', ready: 'stateReady', offline: 'stateOffline', lost: 'stateLost', stopped: 'stateStopped',
};
let stripTimer = 0;

function connectionChanged(state) {
  const shown = byId('state');
  shown.textContent = t(stateWords[state]);
  shown.dataset.state = state;
  if (state === 'ready') {
    clearTimeout(stripTimer);
    stripTimer = 0;
  } else {
    // Also drops acknowledgements: rows that were not acknowledged come again, and are then.
    owedAcks = [];
    outbox.disconnected();
    // A short break is nobody's business.
    if (!stripTimer && state !== 'stopped') stripTimer = setTimeout(sayLost, state === 'offline' ? 300 : 2500);
  }
  view.refreshAll();
}

function sayLost() {
  stripTimer = 0;
  if (socket.ready || socket.state === 'stopped') return;
  const words = store.broken ? 'stripLostMemory' : navigator.onLine === false ? 'stripOffline' : 'stripLost';
  strip(t(words), 'retry');
}

/** One line above the box, for what the person should know now. kind: retry, reload, bye, memory, or none. */
function strip(words, kind = '') {
  const box = byId('strip');
  if (box.dataset.kind === 'session' || box.dataset.kind === 'reload') return;
  if (kind === 'retry' && box.dataset.kind === 'bye' && !box.hidden) return;
  if (!words && box.dataset.kind === 'memory') return;
  box.dataset.kind = kind;
  byId('strip-words').textContent = words;
  const act = byId('strip-act');
  const label = { retry: 'tryNow', bye: 'tryNow', reload: 'reload', session: 'reload', memory: 'understood' }[kind];
  // A button that goes must not take the focus with it.
  if (!label && document.activeElement === act) byId('box').focus({ preventScroll: true });
  act.textContent = label ? t(label) : '';
  act.hidden = !label;
  box.hidden = !words;
}

byId('strip-act').addEventListener('click', () => {
  const { kind } = byId('strip').dataset;
  if (kind === 'reload' || kind === 'session') return location.reload();
  byId('strip').dataset.kind = '';
  if (kind === 'memory') strip('');
  else socket.now();
  return byId('box').focus({ preventScroll: true });
});

/** No session: the page sets one. If that does not help, cookies are refused here, and reloading would not end. */
function reloadOnce() {
  socket.stop();
  if (history.state && history.state.reloaded) {
    strip(t(isEmbedded() ? 'stripFrame' : 'stripCookies'), 'session');
    return;
  }
  history.replaceState({ reloaded: true }, '');
  location.reload();
}

// --- the device --------------------------------------------------------------------------------

store.on('item', (id, item, fromOtherTab) => {
  if (item && item.k !== 'start') document.documentElement.classList.remove('waiting');
  view.changed(id);
  if (fromOtherTab && item && item.state === 'waiting') outbox.pump();
});

store.on('broken', () => strip(t('stripMemory'), 'memory'));

store.on('forget', (begun) => {
  socket.stop();
  if (begun) return view.clear();
  return location.reload();
});

addEventListener('beforeunload', (event) => {
  if (store.broken && outbox.waiting()) event.preventDefault();
});

async function forget() {
  const waiting = outbox.waiting();
  byId('forget-waiting').hidden = !waiting;
  byId('forget-waiting').textContent = t('forgetWaiting', { n: waiting });
  if (!(await ask(byId('forget')))) return;
  socket.stop();
  composer.empty();
  store.clear();
  view.clear();
  store.write('forget', true);
  await uploads.forgetAll();
  await finishForgetting();
}

/** The device is empty already; the server may be told later, but before anything else. */
async function finishForgetting() {
  try {
    const answer = await fetch(`${base}/forget`, { method: 'POST', credentials: 'same-origin' });
    if (!answer.ok && answer.status !== 401) throw new Error(String(answer.status));
    store.clear();
    location.replace(location.pathname);
  } catch {
    byId('strip').dataset.kind = '';
    strip(t('forgetFailed'), '');
    setTimeout(finishForgetting, 5000);
  }
}

// --- begin -------------------------------------------------------------------------------------

function begin() {
  const query = new URLSearchParams(location.search);
  const payload = query.get('start');
  const empty = !store.list().length;
  if (payload !== null || empty) outbox.add({ k: 'start', id: uuid(), payload: payload || '' });
  if (payload !== null) {
    query.delete('start');
    const rest = query.toString();
    history.replaceState(history.state, '', location.pathname + (rest ? `?${rest}` : '') + location.hash);
  }
  if (empty) document.documentElement.classList.add('waiting');
  view.load();
  connectionChanged('connecting');
  socket.open();
  if (store.broken) strip(t('stripMemory'), 'memory');
}

if (store.read('forget')) finishForgetting();
else begin();

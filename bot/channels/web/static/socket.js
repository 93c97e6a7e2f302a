// The connection: opens the socket, says hello, notices when it is dead, and opens it again.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const PING_EVERY = 25_000;
const ANSWER_WITHIN = 10_000;

/**
 * on.state('connecting' | 'ready' | 'offline' | 'lost' | 'stopped'), on.message(object), on.noSession().
 * A socket that does not answer is left behind, not waited for: on a dead network even closing takes minutes.
 */
export function createSocket(url, on) {
  let socket = null;
  let state = 'lost';
  let failures = 0;
  let stopped = false;
  let retryTimer = 0;
  let pingTimer = 0;
  let answerTimer = 0;

  function become(next) {
    if (state === next) return;
    state = next;
    on.state(next);
  }

  function open() {
    leave();
    if (stopped) return;
    if (navigator.onLine === false) become('offline');
    else become('connecting');
    const mine = new WebSocket(url);
    socket = mine;
    expectAnswer();
    mine.onopen = () => transmit({ type: 'hello', v: 1 });
    mine.onmessage = (event) => mine === socket && receive(event.data);
    mine.onclose = (event) => mine === socket && closed(event.code);
  }

  function receive(data) {
    clearTimeout(answerTimer);
    const message = parse(data);
    if (!message) return;
    if (message.type === 'ready') {
      failures = 0;
      become('ready');
      pingTimer = setInterval(ping, PING_EVERY);
    }
    if (message.type !== 'pong') on.message(message);
  }

  function closed(code) {
    leave();
    if (code === 4401) {
      stop();
      on.noSession();
      return;
    }
    retryLater();
  }

  function retryLater() {
    become(navigator.onLine === false ? 'offline' : 'lost');
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
    failures += 1;
    clearTimeout(retryTimer);
    retryTimer = setTimeout(open, wait / 2 + Math.random() * (wait / 2));
  }

  function expectAnswer(within = ANSWER_WITHIN) {
    clearTimeout(answerTimer);
    answerTimer = setTimeout(() => {
      leave();
      retryLater();
    }, within);
  }

  function leave() {
    clearTimeout(retryTimer);
    clearTimeout(answerTimer);
    clearInterval(pingTimer);
    if (!socket) return;
    const old = socket;
    socket = null;
    old.onopen = null;
    old.onmessage = null;
    old.onclose = null;
    old.close();
  }

  function transmit(message) {
    if (!socket || socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  function ping(within) {
    if (transmit({ type: 'ping' })) expectAnswer(within);
  }

  function now() {
    if (stopped) return;
    if (state === 'ready') return ping(4000);
    failures = 0;
    open();
  }

  function stop() {
    stopped = true;
    leave();
    become('stopped');
  }

  addEventListener('online', now);
  addEventListener('offline', () => {
    if (stopped) return;
    leave();
    retryLater();
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now());
  addEventListener('pageshow', (event) => event.persisted && now());
  addEventListener('pagehide', () => {
    leave();
    if (!stopped) become('lost');
  });

  return {
    get ready() { return state === 'ready'; },
    get state() { return state; },
    open,
    now,
    stop,
    send: transmit,
    /** The server did not answer something it must answer: begin anew. */
    restart() {
      if (stopped) return;
      leave();
      retryLater();
    },
  };
}

function parse(data) {
  try {
    const message = JSON.parse(data);
    return message && typeof message.type === 'string' ? message : null;
  } catch {
    return null;
  }
}

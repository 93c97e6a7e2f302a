// Keeps readers where they are reading: at the end, or at the first line of what has just come.

import { t } from './texts.js';

const NEAR = 96;
const TOGETHER = 3000;

export function createReader({ log, scroller, pill }) {
  let autoTop = -1;
  let atEnd = true;
  let batch = null;
  let begunAt = 0;

  const nearEnd = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < NEAR;
  const isAt = (top) => Math.abs(scroller.scrollTop - top) < 4;
  const following = () => atEnd || isAt(autoTop);

  /** A question for later: has the keyboard gone to something else of the conversation since? */
  function mark() {
    const before = document.activeElement;
    return () => document.activeElement !== before && log.contains(document.activeElement);
  }

  function noted() {
    atEnd = nearEnd();
    if (atEnd) pill.dataset.new = '';
    if (atEnd && document.activeElement === pill) log.focus({ preventScroll: true });
    pill.hidden = atEnd;
    const words = pill.dataset.new ? t('newBelow') : t('toEnd');
    if (pill.textContent !== words) pill.textContent = words;
  }

  /** To the end, but never past the beginning of what has just come: it is read from its first line. */
  function follow() {
    const end = scroller.scrollHeight - scroller.clientHeight;
    const top = batch ? offsetOf(batch) - 16 : end;
    scroller.scrollTop = Math.max(0, Math.min(end, top));
    autoTop = scroller.scrollTop;
    noted();
  }

  function offsetOf(node) {
    const header = scroller.firstElementChild;
    const covered = getComputedStyle(header).position === 'sticky' ? header.offsetHeight : 0;
    return node.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop - covered;
  }

  /** Rows that come together are one batch; what comes when all before it was read begins another. */
  function begin(node) {
    const now = Date.now();
    if (node.from === 'me') batch = null;
    else if (!batch || !batch.isConnected || (atEnd && now - begunAt > TOGETHER)) batch = node;
    else return;
    begunAt = now;
  }

  function toEnd() {
    batch = null;
    follow();
    log.focus({ preventScroll: true });
  }

  let { clientWidth: wide, clientHeight: tall } = scroller;

  scroller.addEventListener('scroll', () => {
    // A keyboard opening moves things too: what to do then is decided below, by where the reader was before.
    if (scroller.clientHeight !== tall) return;
    // Whoever has gone to the end has read what came: nothing takes them back to its beginning.
    if (nearEnd() && !isAt(autoTop)) batch = null;
    noted();
  }, { passive: true });
  log.addEventListener('load', () => following() && follow(), true);
  pill.addEventListener('click', toEnd);
  new ResizeObserver(() => {
    const turned = scroller.clientWidth !== wide;
    ({ clientWidth: wide, clientHeight: tall } = scroller);
    if (atEnd || turned) follow();
    else noted();
  }).observe(scroller);

  return {
    begin,
    follow,
    /** The reader is at the end, or has not moved since the page last put them somewhere. */
    following,
    mark,
    /** Something came that was not shown: the arrow says so. */
    missed(isNew) {
      if (isNew) pill.dataset.new = 'yes';
      noted();
    },
  };
}

// The place where the person writes: a box that grows, files to go along, a draft that survives, long texts unharmed.

import { button, element } from './dom.js';
import { countOf, sizeOf, t } from './texts.js';
import { lengthOf, split, tidy, uuid } from './words.js';

/**
 * parts: form, box, input (file), tray, warning; limits(): {text, file_bytes, files}; send(text, files);
 * announce(words): said to a screen reader
 */
export function createComposer({ parts, store, uploads, limits, send, announce }) {
  const { form, box, input, tray, warning } = parts;
  const draft = store.read('draft') || {};
  const attached = [];
  let saving = 0;
  const finePointer = matchMedia('(hover: hover) and (pointer: fine)');

  // --- text ------------------------------------------------------------------------------------

  function grow() {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  }

  function saveSoon() {
    clearTimeout(saving);
    saving = setTimeout(save, 300);
  }

  function save() {
    clearTimeout(saving);
    if (!box.value && !attached.length) return store.erase('draft');
    return store.write('draft', { text: box.value, files: attached.map(record) });
  }

  const record = ({ id, name, mime, size, state }) => ({ id, name, mime, size, done: state === 'done' });

  function edited() {
    grow();
    saveSoon();
    warn();
  }

  /** Says that the text is too long, and offers to send it in parts. Nothing is cut. */
  function warn(said = '') {
    const length = lengthOf(tidy(box.value).trim());
    const limit = limits().text;
    const tooLong = length > limit;
    // Redrawn with each letter: the button in it must not take the focus with it.
    if (warning.contains(document.activeElement)) box.focus({ preventScroll: true });
    warning.textContent = '';
    if (tooLong) {
      const count = split(tidy(box.value), limit).length;
      const words = t(attached.length ? 'tooLongFiles' : 'tooLong', {
        length: countOf(length), limit: countOf(limit), parts: count,
      });
      warning.append(element('p', '', words), button('plain', t('sendParts', { parts: count }), () => submit(true)));
    } else if (said) {
      warning.append(element('p', '', said));
    }
    warning.hidden = !warning.firstChild;
    if (said || (tooLong && !box.hasAttribute('aria-invalid'))) announce(warning.textContent);
    blame(box, tooLong);
    blame(input, Boolean(said) && !tooLong);
  }

  /** Ties the warning to what it is about, so that it is read there again. */
  function blame(field, wrong) {
    for (const [name, value] of [['aria-invalid', 'true'], ['aria-describedby', warning.id]]) {
      if (wrong) field.setAttribute(name, value);
      else field.removeAttribute(name);
    }
  }

  // --- files -----------------------------------------------------------------------------------

  function attach(chosen) {
    const complaints = [];
    for (const file of chosen) {
      const { file_bytes: most, files: count } = limits();
      if (attached.length >= count) {
        complaints.push(t('tooMany', { limit: count }));
        break;
      }
      if (file.size > most) complaints.push(t('tooBig', { name: file.name, size: sizeOf(file.size), limit: sizeOf(most) }));
      else if (!file.size) complaints.push(t('emptyFile', { name: file.name }));
      else attached.push(uploads.add(uuid(), file));
    }
    drawTray();
    save();
    warn(complaints.join(' '));
    // Where a file was not taken, the next step is to choose another.
    (complaints.length ? input : box).focus({ preventScroll: true });
  }

  function drawTray() {
    const seen = new Set(attached.map((upload) => upload.id));
    for (const line of [...tray.children]) if (!seen.has(line.dataset.id)) line.remove();
    for (const upload of attached) refreshFile(upload);
    tray.hidden = !attached.length;
  }

  function refreshFile(upload) {
    if (!attached.includes(upload)) return;
    let line = [...tray.children].find((one) => one.dataset.id === upload.id);
    if (!line) {
      line = trayLine(upload);
      tray.append(line);
    }
    tell(upload, line);
    line.dataset.state = upload.state;
    const bar = line.querySelector('progress');
    bar.value = upload.percent || 0;
    bar.hidden = upload.state === 'done' || upload.state === 'refused';
    line.querySelector('.tray-state').textContent = `${sizeOf(upload.size)} · ${wordsOf(upload)}`;
    const retry = line.querySelector('.retry');
    if (document.activeElement === retry && upload.state !== 'waiting') line.querySelector('.cancel').focus();
    retry.hidden = upload.state !== 'waiting';
  }

  const ends = { done: 'toldDone', waiting: 'toldWaiting', refused: 'toldRefused' };

  /** How an upload ends is said once; how far it is can be asked of its bar. */
  function tell(upload, line) {
    const before = line.dataset.state;
    if (before && before !== upload.state && ends[upload.state]) announce(t(ends[upload.state], upload));
  }

  function wordsOf(upload) {
    if (upload.state === 'done') return t('upDone');
    if (upload.state === 'going') return t('upGoing', { percent: upload.percent || 0 });
    if (upload.state === 'refused') return upload.reason;
    return t('upWaiting');
  }

  function trayLine(upload) {
    const line = element('li', 'tray-line');
    line.dataset.id = upload.id;
    if (upload.picture) {
      const picture = element('img');
      picture.alt = '';
      picture.src = upload.picture;
      line.append(picture);
    } else {
      line.append(element('span', 'tray-icon'));
    }
    const words = element('div', 'tray-words');
    const bar = element('progress');
    bar.max = 100;
    bar.setAttribute('aria-label', t('uploadOf', upload));
    words.append(element('p', 'tray-name', upload.name), element('p', 'tray-state'), bar);
    const retry = button('plain retry', t('retry'), () => uploads.retry(upload.id));
    retry.setAttribute('aria-label', t('retryFile', { name: upload.name }));
    const cancel = button('plain cancel', t('cancel'), () => {
      uploads.cancel(upload.id);
      attached.splice(attached.indexOf(upload), 1);
      drawTray();
      save();
      warn();
      box.focus();
    });
    cancel.setAttribute('aria-label', t('cancelFile', { name: upload.name }));
    const acts = element('div', 'tray-acts');
    acts.append(retry, cancel);
    line.append(words, acts);
    return line;
  }

  // --- sending ---------------------------------------------------------------------------------

  function submit(inParts = false) {
    const text = tidy(box.value).trim();
    const limit = limits().text;
    if (lengthOf(text) > limit && !inParts) {
      warn();
      const offer = warning.querySelector('button');
      if (offer) offer.focus();
      return;
    }
    const refused = attached.find((upload) => upload.state === 'refused');
    if (refused) return warn(refused.reason);
    if (!text && !attached.length) return box.focus();
    const texts = text ? split(text, limit) : [''];
    const files = attached.splice(0).map(record);
    texts.forEach((part, n) => send(part, n === texts.length - 1 ? files : []));
    box.value = '';
    drawTray();
    save();
    warn();
    grow();
    if (finePointer.matches || document.activeElement === box) box.focus({ preventScroll: true });
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener('input', edited);
  box.addEventListener('keydown', (event) => {
    // While a Vietnamese input method composes, Enter belongs to it (229 where isComposing is not told).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (!finePointer.matches) return;
    event.preventDefault();
    submit();
  });
  box.addEventListener('paste', (event) => {
    const files = event.clipboardData && event.clipboardData.files;
    if (!files || !files.length) return;
    event.preventDefault();
    attach(files);
  });
  input.addEventListener('change', () => {
    attach(input.files);
    input.value = '';
  });
  addEventListener('pagehide', save);
  addEventListener('resize', grow);

  // What was being written when the page was last closed.
  box.value = draft.text || box.value;
  Promise.all((draft.files || []).map((file) => uploads.ensure(file))).then((restored) => {
    attached.push(...restored);
    drawTray();
  });
  edited();

  return {
    refreshFile,
    refresh: () => warn(),

    /** A refused message comes back to be changed; what was being written stays after it. */
    async takeBack(text, files) {
      box.value = [text, box.value].filter(Boolean).join('\n');
      for (const file of files) attached.push(await uploads.ensure(file));
      drawTray();
      edited();
      box.focus();
    },

    empty() {
      box.value = '';
      attached.length = 0;
      drawTray();
      clearTimeout(saving);
    },
  };
}

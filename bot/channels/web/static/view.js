// Draws the conversation: each message with who and when, and what became of those the person wrote.

import { filesOf } from './attachments.js';
import { choicesOf, liveRows, refreshChoices } from './choices.js';
import { button, element } from './dom.js';
import { createReader } from './reader.js';
import { dayOf, t, timeOf } from './texts.js';
import { putText } from './words.js';

/**
 * actions: choose(row, choice), edit(item), drop(item), copy(text), printOne(node)
 * lineOf(item): {step, words}, what is said of a message of the person's own; announce(words): said to a screen reader
 * pictureOf(fileId): its picture while the page is open
 */
export function createView({ log, scroller, pill, name, store, actions, lineOf, pictureOf, announce }) {
  const nodes = new Map();
  const held = new Set(['waiting', 'delayed']);
  let today = dayOf(new Date());
  let burst = null;
  const reader = createReader({ log, scroller, pill });

  // --- messages --------------------------------------------------------------------------------

  function draw(item) {
    const node = element('article', item.k === 'me' ? 'message mine' : `message theirs ${item.lane}`);
    node.t = item.t;
    node.at = new Date(item.at || item.t);
    if (Number.isNaN(node.at.getTime())) node.at = new Date(item.t);
    node.from = item.k === 'me' ? 'me' : item.lane;
    const who = element('p', 'who');
    who.id = `who-${item.id}`;
    node.setAttribute('aria-labelledby', who.id);
    who.append(element('span', 'name', item.k === 'me' ? t('me') : name));
    if (item.lane === 'notice') who.append(element('span', 'tag', t('notice')));
    const time = element('time', '', timeOf(node.at));
    time.dateTime = node.at.toISOString();
    who.append(time);
    node.append(who, sheet(item));
    if (item.k === 'me') node.append(own(item));
    else if (item.choices && item.choices.length) node.append(choicesOf(item, pressed));
    return node;
  }

  const pressed = (row, choice) => actions.choose(store.get(row.id) || row, choice);

  function sheet(item) {
    const box = element('div', 'sheet');
    if (item.title) box.append(element('h2', 'title', item.title));
    if (item.facts && item.facts.length) box.append(factsOf(item));
    const text = item.choice !== undefined ? item.label : item.text;
    if (text) {
      const body = element('div', 'text');
      putText(body, text);
      box.append(body);
    }
    if (item.files && item.files.length) box.append(filesOf(item, pictureOf));
    if (item.sensitive) box.append(keepIt(item));
    return box;
  }

  function factsOf(item) {
    const list = element('dl', item.sensitive ? 'facts large' : 'facts');
    for (const [name, value] of item.facts) {
      const pair = element('div', 'fact');
      const held = element('dd');
      putText(held, value);
      pair.append(element('dt', '', name), held);
      list.append(pair);
    }
    return list;
  }

  const factLines = (item) => (item.facts || []).map(([name, value]) => `${name}: ${value}`);

  function keepIt(item) {
    const box = element('div', 'keep');
    box.append(element('p', 'secret', t('secret')));
    const copy = button('plain', t('copy'), async () => {
      const copied = await actions.copy([item.title, ...factLines(item), item.text].filter(Boolean).join('\n'));
      if (copied) copy.textContent = t('copied');
      announce(t(copied ? 'copied' : 'notCopied'));
    });
    box.append(copy, button('plain', t('printOne'), () => actions.printOne(nodes.get(item.id))));
    return box;
  }

  // --- one's own -------------------------------------------------------------------------------

  function own(item) {
    const foot = element('div', 'foot');
    foot.append(element('p', 'state', ' '));
    foot.told = lineOf(item).step; // read with the message itself
    refreshOwn(item, foot);
    return foot;
  }

  function refreshOwn(item, foot) {
    foot.dataset.state = item.state;
    // The text node is changed, not replaced, so that a screen reader does not read each step aloud.
    const line = foot.firstElementChild.firstChild;
    const { step, words } = lineOf(item);
    if (line.data !== words) line.data = words;
    tell(step, words, foot);
    const offered = foot.querySelector('.again');
    if (item.state === 'refused' && !offered) {
      const box = element('div', 'again');
      if (item.choice === undefined) box.append(button('plain', t('editAgain'), () => actions.edit(store.get(item.id))));
      box.append(button('plain', t('drop'), () => actions.drop(store.get(item.id))));
      foot.append(box);
    } else if (item.state !== 'refused' && offered) {
      offered.remove();
    }
  }

  /** Read aloud: that a message waits or was not taken, and that one which waited has gone. No step of a quick one. */
  function tell(step, words, foot) {
    if (step === foot.told || step === 'sending' || step === 'uploadingN') return;
    if (step !== 'sent' || held.has(foot.told)) announce(words);
    foot.told = step;
  }

  function refreshAllChoices() {
    const live = liveRows(store.list());
    for (const [id, node] of nodes) {
      const group = node.querySelector('.choices');
      if (group) refreshChoices(group, store.get(id), live.has(id));
    }
  }

  // --- placing ---------------------------------------------------------------------------------

  function place(id, node) {
    let before = log.lastElementChild;
    while (before && before.t > node.t) before = before.previousElementSibling;
    if (before) before.after(node);
    else log.prepend(node);
    nodes.set(id, node);
    beginDay(node);
    if (node.nextElementSibling) beginDay(node.nextElementSibling);
  }

  function beginDay(node) {
    const before = node.previousElementSibling;
    const old = node.querySelector('.day');
    if (old) old.remove();
    node.day = node.day || dayOf(node.at);
    node.time = node.time || timeOf(node.at);
    const sameDay = Boolean(before) && before.day === node.day;
    if (!sameDay) node.prepend(element('p', 'day', node.day));
    node.classList.toggle('same', sameDay && before.from === node.from && before.time === node.time);
  }

  /** After midnight "today" is another day. */
  function turnDay() {
    if (today === dayOf(new Date())) return;
    today = dayOf(new Date());
    for (const node of log.children) {
      node.day = '';
      beginDay(node);
    }
  }

  /** Hundreds of rows may come at once: what costs a look at the whole page is done once for all of them. */
  function settleSoon() {
    if (burst) return burst;
    burst = { follow: reader.following(), isNew: false, hasLeft: reader.mark() };
    setTimeout(() => {
      const { follow, isNew, hasLeft } = burst;
      burst = null;
      // What somebody has gone to by Tab in the meantime stays in sight.
      const stays = hasLeft();
      turnDay();
      refreshAllChoices();
      if (follow && !stays) reader.follow();
      else reader.missed(isNew);
    }, 16);
    return burst;
  }

  return {
    /** The whole transcript at once, not read aloud. */
    load() {
      const before = store.list().some((item) => item.k !== 'start');
      log.setAttribute('aria-live', before ? 'off' : 'polite');
      for (const item of store.list()) {
        if (item.k === 'start') continue;
        const node = draw(item);
        reader.begin(node);
        place(item.id, node);
      }
      refreshAllChoices();
      reader.follow();
      if (before) setTimeout(() => log.setAttribute('aria-live', 'polite'), 500);
    },

    changed(id) {
      const item = store.get(id);
      const node = nodes.get(id);
      if (!item) {
        if (node) node.remove();
        nodes.delete(id);
        settleSoon();
      } else if (node) {
        settleSoon();
        if (item.k === 'me') refreshOwn(item, node.querySelector('.foot'));
      } else if (item.k !== 'start') {
        this.add(item);
      }
    },

    add(item) {
      const settling = settleSoon();
      const node = draw(item);
      node.classList.add('fresh');
      place(item.id, node);
      reader.begin(node);
      if (node.from === 'me') Object.assign(settling, { follow: true, hasLeft: reader.mark() });
      else settling.isNew = true;
    },

    clear() {
      nodes.clear();
      log.textContent = '';
    },

    /** What is said of it may have changed although the item has not: connection, progress. */
    refresh(id) {
      const item = store.get(id);
      const node = nodes.get(id);
      if (item && item.k === 'me' && node) refreshOwn(item, node.querySelector('.foot'));
    },

    refreshAll() {
      turnDay();
      for (const id of nodes.keys()) this.refresh(id);
    },
  };
}

// The buttons under a message, and which of them may still be pressed.

import { button, element } from './dom.js';
import { t } from './texts.js';
import { outerLink, safeUrl } from './words.js';

/** choose(item, choice) is called for a button that may be pressed. */
export function choicesOf(item, choose) {
  const group = element('div', 'choices');
  group.setAttribute('role', 'group');
  const short = item.choices.length > 4 && item.choices.every(({ label }) => label.length <= 16);
  if (short) group.classList.add('short');
  for (const choice of item.choices) group.append(choice.url ? urlChoice(choice) : valueChoice(item, choice, choose));
  return group;
}

function urlChoice({ label, url }) {
  const href = safeUrl(url);
  if (!href) return element('span', 'choice dead', label);
  const link = outerLink(href, label);
  link.className = 'choice outside';
  link.append(element('span', 'unseen', ` (${t('newTab')})`));
  return link;
}

function valueChoice(item, choice, choose) {
  const pressed = button('choice', '', () => {
    if (pressed.getAttribute('aria-disabled') !== 'true') choose(item, choice);
  });
  pressed.append(element('span', 'choice-label', choice.label));
  pressed.value = choice.value;
  return pressed;
}

/** Buttons that may be pressed: commands always, others while they answer what was asked last. */
export function refreshChoices(group, item, live) {
  group.classList.toggle('old', !live);
  group.setAttribute('aria-label', t(live ? 'choices' : 'choicesOld'));
  for (const one of group.querySelectorAll('button')) {
    const dead = !live && !one.value.startsWith('/');
    const chosen = item.pressed === one.value;
    one.setAttribute('aria-disabled', String(dead));
    one.tabIndex = dead ? -1 : 0;
    one.classList.toggle('dead', dead);
    one.classList.toggle('chosen', chosen);
    const word = one.querySelector('.unseen');
    if (chosen && !word) one.append(element('span', 'unseen', ` (${t('chosen')})`));
    if (!chosen && word) word.remove();
  }
}

/**
 * The rows whose buttons are open. Of replies: all that came since the person last wrote (or, while the answer to
 * that is awaited, those before it), none once one of them was pressed. Of notices: the newest, until pressed.
 */
export function liveRows(items) {
  const turn = [];
  let notice = null;
  let open = true;
  for (const item of [...items].reverse()) {
    if (item.k === 'row' && item.lane === 'notice') notice = notice || item;
    else if (item.k === 'row' && open) turn.push(item);
    else if (item.k === 'me' && item.state !== 'refused' && turn.length) open = false;
  }
  const live = new Set(turn.some((item) => item.pressed) ? [] : turn.map((item) => item.id));
  if (notice && !notice.pressed) live.add(notice.id);
  return live;
}

// Draws the files of a message: pictures in place, sound with a player, others as a line to download.

import { element } from './dom.js';
import { sizeOf, t } from './texts.js';
import { outerLink, safeUrl } from './words.js';

/** The list of an item's files; pictureOf(id) gives the picture of a file of the person's own while the page is open. */
export function filesOf(item, pictureOf) {
  const list = element('ul', 'files');
  for (const file of item.files) {
    const line = element('li');
    line.append(fileNode(file, item.k === 'me', pictureOf));
    list.append(line);
  }
  return list;
}

function fileNode(file, mine, pictureOf) {
  const url = mine ? pictureOf(file.id) : file.url && safeUrl(file.url);
  if (url && /^image\/(?!svg)/.test(file.mime || '')) return picture(file, url, mine);
  if (url && !mine && (file.mime || '').startsWith('audio/')) return sound(file, url);
  return fileLine(file, mine ? null : url);
}

function picture(file, url, mine) {
  const image = element('img', 'picture');
  image.alt = t('picture', { name: file.name });
  image.src = url;
  if (mine) return image;
  const link = outerLink(url, '');
  link.className = 'picture-link';
  image.addEventListener('error', () => link.replaceWith(fileLine(file, url)));
  link.append(image, element('span', 'unseen', ` (${t('newTab')})`));
  return link;
}

function sound(file, url) {
  const box = element('div', 'sound');
  const player = element('audio');
  player.controls = true;
  player.preload = 'none';
  player.src = url;
  player.setAttribute('aria-label', file.name);
  box.append(player, fileLine(file, url));
  return box;
}

function fileLine(file, url) {
  const line = url ? outerLink(url, '') : element('div');
  line.className = 'file';
  line.append(element('span', 'file-name', file.name), element('span', 'file-size', sizeOf(file.size || 0)));
  if (url) line.append(element('span', 'unseen', t('download')));
  return line;
}

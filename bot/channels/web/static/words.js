// What is done with plain text: its length as the server counts it, splitting, and links that are safe.

/** Vietnamese from Apple devices may come decomposed; the server counts composed code points. */
export const tidy = (text) => text.normalize('NFC').replace(/\r\n?/g, '\n');

export const lengthOf = (text) => Array.from(text).length;

const breaks = [/\n\s*\n/g, /\n/g, /[.!?…;:]\s/g, /\s/g];

/** Splits a long text into parts of at most `limit` code points, where possible between paragraphs, lines, sentences. */
export function split(text, limit) {
  const points = Array.from(text.trim());
  const parts = [];
  let from = 0;
  while (points.length - from > limit) {
    const window = points.slice(from, from + limit);
    const end = from + cutOf(window);
    parts.push(points.slice(from, end).join('').trim());
    from = end;
    while (from < points.length && /\s/.test(points[from])) from += 1;
  }
  parts.push(points.slice(from).join('').trim());
  return parts.filter(Boolean);
}

function cutOf(window) {
  const text = window.join('');
  for (const pattern of breaks) {
    let last = 0;
    for (const match of text.matchAll(pattern)) last = match.index + match[0].length;
    const cut = lengthOf(text.slice(0, last));
    if (cut > window.length / 2) return cut;
  }
  return window.length;
}

/** An address that may be opened from the page, or null. */
export function safeUrl(address) {
  try {
    const url = new URL(address, document.baseURI);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

export function outerLink(href, label) {
  const link = document.createElement('a');
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.textContent = label;
  return link;
}

const address = /https?:\/\/[^\s<>"“”]+/gi;

/** Appends text to an element; web addresses in it become links. Nothing is ever read as HTML. */
export function putText(element, text) {
  let from = 0;
  for (const match of text.matchAll(address)) {
    const shown = trimmed(match[0]);
    const href = safeUrl(shown);
    if (!href) continue;
    element.append(text.slice(from, match.index), outerLink(href, shown));
    from = match.index + shown.length;
  }
  element.append(text.slice(from));
}

/** A sentence's full stop, or the bracket around an address, is not part of the address. */
function trimmed(found) {
  let shown = found.replace(/[.,;:!?…'’]+$/, '');
  while (/[)\]]$/.test(shown) && !balanced(shown)) shown = shown.slice(0, -1).replace(/[.,;:!?…]+$/, '');
  return shown;
}

const balanced = (text) => text.split('(').length >= text.split(')').length
  && text.split('[').length >= text.split(']').length;

/** Also where the page is not served over https (a commune's own network), where randomUUID is missing. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

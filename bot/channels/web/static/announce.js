// Tells a screen reader what only the eye would notice: that a file is there, that a message waits or was not taken.

const GONE_AFTER = 10_000;

/**
 * say(words): read once, when the reader has finished its sentence.
 * Each sentence is a line of its own, gone soon after: what is found later by the arrows must not be old news.
 */
export function createAnnouncer(region) {
  return function say(words) {
    const line = document.createElement('p');
    line.textContent = words;
    region.append(line);
    setTimeout(() => line.remove(), GONE_AFTER);
  };
}

// Keeps the box above a phone's keyboard, and tells the style sheet whether the page stands in a frame.

export function fitViewport() {
  const root = document.documentElement;
  const view = window.visualViewport;
  if (!view) return;

  function fit() {
    // Pinched larger, the visible part is a magnifying glass, not a smaller page.
    if (Math.abs(view.scale - 1) > 0.01) return;
    root.style.setProperty('--height', `${Math.round(view.height)}px`);
    root.style.setProperty('--top', `${Math.max(0, Math.round(view.offsetTop))}px`);
  }

  view.addEventListener('resize', fit);
  view.addEventListener('scroll', fit);
  fit();
}

export function isEmbedded() {
  try {
    return window.self !== window.top;
  } catch {
    return true;
  }
}

// Where the keyboard is: null at nothing, else what has the focus, whether that shows and can be seen, whether it is `target`.
(target) => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const ring = one.matches('.attach input') ? one.nextElementSibling : one;
  const { outlineStyle, outlineWidth } = getComputedStyle(ring);
  const box = one.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
  const isSeen = parts.some((x) => parts.some((y) => {
    const above = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    return above && (one.contains(above) || above === ring);
  }));
  return {
    here: one === target,
    name: one.getAttribute('aria-label') || one.innerText.trim(),
    ringed: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    seen: right > left && bottom > top && isSeen,
  };
}

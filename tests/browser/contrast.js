// Where an element's own words stand and can be seen, and in which colour; run by contrast.py.
(selector) => {
  const element = document.querySelector(selector);
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  const range = document.createRange();
  const boxes = [];
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
    range.selectNodeContents(node);
    boxes.push(...range.getClientRects());
  }
  const seen = boxes.filter((box) => {
    if (box.width < 1 || box.height < 1) return false;
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top && (element.contains(top) || top.contains(element));
  });
  return {
    colour: style.color.match(/[\d.]+/g).map(Number),
    large: size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700),
    boxes: seen.map(({ x, y, width, height }) => ({ x, y, width, height })),
  };
}

// Two short ways to make an element; text goes in as text, never as HTML.

export function element(tag, className = '', text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function button(className, label, pressed) {
  const made = element('button', className, label);
  made.type = 'button';
  made.addEventListener('click', pressed);
  return made;
}

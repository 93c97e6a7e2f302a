// The list of communes: a box to find one by the beginning of any word, with or without accents.

import { t, translate } from './texts.js';

const plain = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');

translate(document);
const box = document.getElementById('find');
const items = [...document.querySelectorAll('#communes li')];
const found = document.getElementById('found');

document.getElementById('finder').hidden = items.length < 8;

box.addEventListener('input', () => {
  const wanted = plain(box.value).trim();
  for (const item of items) item.hidden = !` ${plain(item.textContent)}`.includes(` ${wanted}`);
  const shown = items.filter((item) => !item.hidden).length;
  const words = shown ? t('found', { n: shown }) : t('none');
  found.textContent = wanted ? words : '';
});

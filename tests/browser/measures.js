// What is wrong with the sizes and places of the page as it stands; run by measures.py.
(main) => {
  const found = [];
  const called = (one) => `${one.tagName.toLowerCase()}${one.id && `#${one.id}`}.${[...one.classList].join('.')}`;
  const note = (one, fault) => found.push(`${called(one)} ${fault}`);
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true })
    && !one.closest('.unseen, .skip, .same > .who') && one.getBoundingClientRect().width > 1;
  const all = [...document.body.querySelectorAll('*')].filter(isShown);

  function standsOut(one) {
    const { left, right } = one.getBoundingClientRect();
    if (right > innerWidth + 1 || left < -1) note(one, 'stands out at the side');
  }

  function isCutOff(one) {
    const { overflowX, overflowY, display } = getComputedStyle(one);
    if (display === 'inline' || !one.innerText?.trim()) return;
    const wide = one.scrollWidth > one.clientWidth + 1;
    if (wide && overflowX === 'hidden') note(one, 'is cut off at the side');
    if (wide && /auto|scroll/.test(overflowX)) note(one, 'scrolls sideways');
    if (one.scrollHeight > one.clientHeight + 1 && overflowY === 'hidden') note(one, 'is cut off below');
  }

  function isTooSmall(one) {
    if (one.matches('.text a, dd a')) return; // within a sentence: as high as its letters
    const { width, height } = one.getBoundingClientRect();
    const least = one.matches(main) ? 44 : 24;
    if (Math.min(width, height) < least - 0.5) note(one, `is ${Math.round(width)} by ${Math.round(height)}, not ${least}`);
  }

  all.forEach(standsOut);
  all.forEach(isCutOff);
  all.filter((one) => one.matches('button, a[href], input, textarea, audio')).forEach(isTooSmall);
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  const scroll = document.getElementById('scroll');
  if (scroll && scroll.clientHeight < 60) found.push(`only ${scroll.clientHeight} pixels are left to read in`);
  return found;
}

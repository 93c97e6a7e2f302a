// The menu in the header: commands as plain buttons, and the question before the device forgets its person.

/** command(value, label) is called for a command, act(name) for the others (print, forget). */
export function createMenu({ opener, panel, command, act }) {
  function show(open) {
    panel.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (open) panel.querySelector('button').focus();
  }

  function close(andFocus) {
    if (panel.hidden) return;
    show(false);
    if (andFocus) opener.focus();
  }

  opener.addEventListener('click', () => show(panel.hidden));
  document.addEventListener('pointerdown', (event) => {
    if (!panel.contains(event.target) && !opener.contains(event.target)) close(false);
  });
  panel.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget) && event.relatedTarget !== opener) close(false);
  });
  document.addEventListener('keydown', (event) => event.key === 'Escape' && close(true));
  panel.addEventListener('click', (event) => {
    const chosen = event.target.closest('button');
    if (!chosen) return;
    close(true);
    if (chosen.dataset.command) command(chosen.dataset.command, chosen.textContent);
    else act(chosen.dataset.act);
  });
}

/** Asks with a dialog of the page's own: window.confirm is silent inside an embedded frame. Resolves to yes or no. */
export function ask(dialog) {
  return new Promise((answered) => {
    const done = (yes) => {
      dialog.onclick = null;
      dialog.oncancel = null;
      if (dialog.close) dialog.close();
      else dialog.removeAttribute('open');
      answered(yes);
    };
    dialog.onclick = (event) => {
      const pressed = event.target.closest('button');
      if (pressed) done(pressed.value === 'yes');
      else if (event.target === dialog) done(false);
    };
    dialog.oncancel = (event) => {
      event.preventDefault();
      done(false);
    };
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute('open', '');
  });
}

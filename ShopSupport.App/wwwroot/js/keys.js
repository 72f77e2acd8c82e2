// Every action's key, and the menus that keys open. A key is a key of the desk only outside of fields.
(() => {
  const { isAct } = window.deskScreen;
  const UndoFor = 10000;
  const desk = () => document.getElementById('desk');
  const rows = () => [...document.querySelectorAll('#rows a.row')];
  const isTyping = target => target.closest?.('input, textarea, select, [contenteditable]');
  const isVisible = element => element.checkVisibility?.() ?? element.offsetParent !== null;
  const openMenu = () => document.querySelector('details.menu[open]');

  function move(step) {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const from = at >= 0 ? at : all.findIndex(row => row.hasAttribute('aria-current'));
    const next = all[Math.min(all.length - 1, Math.max(0, from + step))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  function write(kind) {
    const choice = document.querySelector(`#composer [name=kind][value=${kind}]`);
    if (!choice) return false;
    if (!choice.checked) {
      choice.checked = true;
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    }
    document.getElementById('text').focus();
    return true;
  }

  const stops = menu => [...menu.querySelectorAll('input, button, a')].filter(isVisible);

  function close(menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }

  function act(key) {
    const control = [...document.querySelectorAll(`[data-key="${key}"]`)].find(isVisible);
    if (!control) return false;
    if (control.matches('summary')) {
      const menu = control.parentElement;
      menu.open = !menu.open;
      (menu.open ? stops(menu).find(stop => stop !== control) ?? control : control).focus();
    } else control.click();
    return true;
  }

  function walk(menu, event) {
    if (event.key === 'Escape') { event.preventDefault(); close(menu); return true; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.matches('[type=datetime-local]')) return false;
    const all = stops(menu);
    event.preventDefault();
    all[(all.indexOf(event.target) + step + all.length) % all.length]?.focus();
    return true;
  }

  document.addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229 || !desk() || document.querySelector('dialog[open]')) return;
    if (event.key === 'Enter' && event.target.matches?.('[data-filter]')) {
      event.preventDefault();
      [...event.target.form.querySelectorAll('button')].find(isVisible)?.click();
      return;
    }
    const menu = event.target.closest?.('details.menu[open]');
    // In an open menu letters are the menu's own: a name that is begun there must not end a conversation.
    if (menu) { walk(menu, event); return; }
    if (event.key === 'Escape' && isTyping(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    // A key that is held does its act once.
    if (event.repeat && 'asetz'.includes(key)) return;
    switch (key) {
      case 'j': move(1); break;
      case 'k': move(-1); break;
      case 'r': if (write('reply')) event.preventDefault(); break;
      case 'n': if (write('note')) event.preventDefault(); break;
      case 'a': case 's': case 't': case 'e': case 'z': if (act(key)) event.preventDefault(); break;
      case '?': document.getElementById('keys').showModal(); break;
    }
  });

  // An act's answer swaps several places, one after the other. What is pressed meanwhile waits until they agree again, or
  // it would be done to one conversation and shown in another.
  let isSwapping = false;
  let pressed = null;
  document.addEventListener('htmx:before:swap', event => { isSwapping ||= isAct(event.detail.ctx) && !event.defaultPrevented; });
  document.addEventListener('htmx:finally:swap', event => {
    if (!isAct(event.detail.ctx)) return;
    isSwapping = false;
    const { form, submitter } = pressed ?? {};
    pressed = null;
    if (form?.isConnected) setTimeout(() => form.requestSubmit(submitter));
  });

  // And what was swapped in a moment ago may not be wired yet: its form would leave the page.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.hasAttribute('hx-post') || (!isSwapping && form.hasAttribute('data-htmx-powered'))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (isSwapping) { pressed = { form, submitter }; return; }
    // Not within its own event, in which a form does not listen.
    setTimeout(() => { htmx.process(form); form.requestSubmit(submitter); });
  }, { capture: true });

  document.addEventListener('click', event => {
    const copy = event.target.closest?.('[data-copy]');
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => say({ words: desk().dataset.copied }));
    const menu = openMenu();
    if (menu && !menu.contains(event.target)) menu.open = false;
    const gone = event.target.closest?.('details.menu a[hx-get]');
    if (gone) gone.closest('details').open = false;
    const done = event.target.closest?.('details.menu button[type=submit]');
    // The tags' menu stays open for the next one.
    if (done && done.closest('details').id !== 'menu-tags') done.closest('details').open = false;
  });

  document.addEventListener('input', event => {
    if (!event.target.matches?.('[data-filter]')) return;
    const part = event.target.value.trim().toLowerCase();
    for (const choice of event.target.form.querySelectorAll('button')) choice.hidden = !choice.textContent.toLowerCase().includes(part);
  });

  document.addEventListener('htmx:after:swap', event => {
    if (!isAct(event.detail.ctx)) return;
    const field = document.querySelector('#menu-tags[open] [name=add]');
    if (field) { field.value = ''; field.focus(); }
    expire(document.querySelector('#toast .toast'));
  });

  // With something to press it is worth a second look, and stays as long as an act's.
  function say({ words, address, again }) {
    const toast = document.createElement('div');
    toast.className = 'toast';
    toast.append(Object.assign(document.createElement('p'), { textContent: words }));
    if (address) toast.append(Object.assign(document.createElement('a'), { href: address, textContent: desk().dataset.openIt }));
    if (again) toast.append(Object.assign(document.createElement('button'), { type: 'button', textContent: desk().dataset.again, onclick: () => { toast.remove(); again(); } }));
    document.getElementById('toast').replaceChildren(toast);
    if (address || again) expire(toast);
    else setTimeout(() => toast.remove(), 2500);
  }

  document.addEventListener('desk:say', ({ detail }) => say(detail));

  // Ten seconds, but never under the hand that is about to use it.
  function expire(toast) {
    if (!toast) return;
    setTimeout(() => {
      if (toast.matches(':hover, :focus-within')) expire(toast);
      else toast.remove();
    }, UndoFor);
  }
})();

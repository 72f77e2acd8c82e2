// The one box: asks while one types, and everything in it is reached by keys.
(() => {
  const Pause = 90;
  const box = () => document.querySelector('.find-box');
  const dialog = () => document.getElementById('find');
  const field = () => document.getElementById('q');
  const hits = () => [...document.querySelectorAll('#found .hit')];
  let timer = 0;
  let asked = 0;

  const kind = () => box().querySelector('[name=kind]:checked')?.value ?? '';

  async function ask() {
    const number = ++asked;
    const answer = await fetch(`/search?${new URLSearchParams({ q: field().value.slice(0, 200), kind: kind() })}`, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } }).catch(() => null);
    // An older answer never replaces a newer one.
    if (number !== asked) return;
    if (!answer?.ok) { document.dispatchEvent(new CustomEvent('desk:failed')); return; }
    document.getElementById('found').innerHTML = await answer.text();
    choose(0);
  }

  function askSoon() {
    clearTimeout(timer);
    timer = setTimeout(ask, Pause);
  }

  function choose(at) {
    const all = hits();
    all.forEach((hit, i) => { hit.id = `hit-${i}`; hit.toggleAttribute('data-chosen', i === at); });
    const chosen = all[at];
    document.getElementById('chosen').textContent = chosen?.innerText ?? '';
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  const at = () => hits().findIndex(hit => hit.hasAttribute('data-chosen'));

  function open() {
    if (!dialog()) return false;
    if (!dialog().open) dialog().showModal();
    field().select();
    ask();
    return true;
  }

  function close() {
    dialog()?.close();
  }

  // A conversation opens in the desk that is there; all else is a page.
  async function follow(hit, isElsewhere) {
    const { command } = hit.dataset;
    if (command) {
      close();
      setTimeout(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: command, bubbles: true })));
      return;
    }
    if (isElsewhere) { window.open(hit.href, '_blank', 'noopener'); return; }
    const address = new URL(hit.href);
    const isHere = dialog() && address.origin === location.origin && /^\/(inbox|customers)\/\d+$/.test(address.pathname);
    if (!isHere) { location.assign(hit.href); return; }
    close();
    await htmx.ajax('GET', address.pathname + address.search, { source: '#conversation', target: '#conversation', swap: 'innerHTML', push: address.pathname + address.search });
    document.getElementById(address.hash.slice(1))?.scrollIntoView({ block: 'center' });
  }

  function turn(step) {
    const kinds = [...box().querySelectorAll('[name=kind]')];
    const next = kinds[(kinds.findIndex(one => one.checked) + step + kinds.length) % kinds.length];
    next.checked = true;
    ask();
  }

  document.addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229) return;
    const isTyping = event.target.closest?.('input, textarea, select');
    if (((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') || (event.key === '/' && !isTyping)) {
      if (open()) event.preventDefault();
      return;
    }
    if (!box()?.contains(event.target)) return;
    const all = hits();
    switch (event.key) {
      case 'ArrowDown': event.preventDefault(); choose(Math.min(at() + 1, all.length - 1)); break;
      case 'ArrowUp': event.preventDefault(); choose(Math.max(at() - 1, 0)); break;
      case 'Tab': if (dialog()?.open) { event.preventDefault(); turn(event.shiftKey ? -1 : 1); } break;
      case 'Enter': event.preventDefault(); if (all[at()]) follow(all[at()], event.ctrlKey || event.metaKey); break;
      case 'c':
        if ((event.ctrlKey || event.metaKey) && field().selectionStart === field().selectionEnd && all[at()]?.dataset.copyText) {
          event.preventDefault();
          navigator.clipboard?.writeText(all[at()].dataset.copyText);
        }
        break;
    }
  });

  document.addEventListener('input', event => { if (event.target === field()) askSoon(); });
  document.addEventListener('change', event => { if (event.target.name === 'kind' && box()?.contains(event.target)) { ask(); field().focus(); } });
  document.addEventListener('click', event => {
    if (event.target === dialog()) { close(); return; }
    if (event.target.closest?.('[data-find]') && open()) { event.preventDefault(); return; }
    const hit = event.target.closest?.('.find-box .hit');
    if (hit && !event.ctrlKey && !event.metaKey) { event.preventDefault(); follow(hit, false); }
  });
})();

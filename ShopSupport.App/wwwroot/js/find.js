// The one box: asks while one types, and everything in it is reached by keys.
(() => {
  const Pause = 90;
  const box = () => document.querySelector('.find-box');
  const dialog = () => document.getElementById('find');
  const field = () => document.getElementById('q');
  const found = () => document.getElementById('found');
  const hits = () => [...found().querySelectorAll('.hit')];
  let timer = 0;
  let asked = 0;
  // The questions that the answer on the screen and the one on its way are to.
  let shown = null;
  let sought = null;
  // Enter came before the answer to its question.
  let entered = null;

  // All that is counted of one kind was asked for.
  let isAll = false;
  // On a narrow screen the box is a place of its own: Back leads out of it, and nowhere else.
  let isPlace = false;
  let left = null;

  const kind = () => box().querySelector('[name=kind]:checked')?.value ?? '';
  const isVisible = element => element.checkVisibility?.() ?? element.offsetParent !== null;

  // What can be done now with what is open: just what the desk shows a key for.
  function offered() {
    if (!document.getElementById('desk')) return '';
    const names = { s: 'snooze', a: 'assign', t: 'tags', z: 'undo' };
    const shown = [...document.querySelectorAll('[data-key]')].filter(isVisible)
      .map(control => control.dataset.key === 'e' ? (control.closest('form[action*="/reopen"]') ? 'reopen' : 'close') : names[control.dataset.key]);
    const composer = document.getElementById('composer');
    const kinds = composer && isVisible(composer) ? [...composer.querySelectorAll('[name=kind]')].map(choice => choice.value) : [];
    return [...new Set([...shown, ...kinds])].filter(Boolean).join(',');
  }

  const question = () => new URLSearchParams({ q: field().value.slice(0, 200), kind: kind(), can: offered(), ...(isAll ? { all: true } : {}) }).toString();

  async function ask() {
    clearTimeout(timer);
    const number = ++asked;
    const asks = sought = question();
    const html = await read(`/search?${asks}`);
    // An older answer never replaces a newer one.
    if (number !== asked) return;
    sought = null;
    shown = html === null ? null : asks;
    if (html === null) fail();
    else found().innerHTML = html;
    // What nobody asked for is never what Enter takes.
    choose(found().querySelector('[data-asked=true]') ? 0 : -1);
    const last = entered;
    entered = null;
    if (last?.asks === asks && dialog()?.open !== false && hits()[at()]) follow(hits()[at()], last.isElsewhere);
  }

  async function read(address) {
    try {
      const answer = await fetch(address, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } });
      return answer.ok ? await answer.text() : null;
    } catch { return null; }
  }

  // What was found before is no answer to what stands in the field now.
  function fail() {
    const said = document.createElement('p');
    said.className = 'none failed';
    said.setAttribute('role', 'alert');
    said.textContent = found().dataset.failed;
    found().replaceChildren(said);
  }

  function enter(isElsewhere) {
    if (shown === question()) {
      if (hits()[at()]) follow(hits()[at()], isElsewhere);
      return;
    }
    entered = { asks: question(), isElsewhere };
    if (sought !== entered.asks) ask();
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
    if (!isPlace && matchMedia('(max-width: 767px)').matches) {
      history.pushState({ find: true }, '');
      isPlace = true;
    }
    entered = null;
    isAll = false;
    field().select();
    ask();
    return true;
  }

  function close() {
    dialog()?.close();
    return leave();
  }

  // Done when the place of the box is no longer where the page stands.
  function leave() {
    if (!isPlace) return Promise.resolve();
    isPlace = false;
    return new Promise(done => { left = done; history.back(); });
  }

  // Before htmx hears of it: the page is where it was, and is not asked for again.
  const isOurs = () => left || isPlace;
  window.navigation?.addEventListener('navigate', event => {
    if (event.navigationType === 'traverse' && isOurs()) event.stopImmediatePropagation();
  }, { capture: true });
  window.addEventListener('popstate', event => {
    if (!isOurs()) return;
    event.stopImmediatePropagation();
    const done = left;
    left = null;
    if (done) { done(); return; }
    isPlace = false;
    dialog()?.close();
  }, { capture: true });

  document.addEventListener('close', event => { if (event.target === dialog() && !event.target.open) leave(); }, { capture: true });

  // A conversation opens in the desk that is there; all else is a page.
  async function follow(hit, isElsewhere) {
    const { command, more, toLanguage } = hit.dataset;
    if (more) {
      box().querySelector(`[name=kind][value=${more}]`).checked = true;
      isAll = hit.dataset.all === 'true';
      field().focus();
      ask();
      return;
    }
    if (toLanguage) {
      await close();
      const here = new URL(location.href);
      here.searchParams.set('lang', toLanguage);
      location.assign(here);
      return;
    }
    if (command) {
      await close();
      setTimeout(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: command, bubbles: true })));
      return;
    }
    const address = new URL(hit.href);
    const isOfDesk = address.origin === location.origin && /^\/(inbox|customers)\/\d+$/.test(address.pathname);
    const view = document.getElementById('desk')?.dataset.view;
    // The list beside it stays as it is.
    if (isOfDesk && view && address.searchParams.has('view')) address.searchParams.set('view', view);
    if (isElsewhere) { window.open(address, '_blank', 'noopener'); return; }
    await close();
    if (!dialog() || !isOfDesk) { location.assign(address); return; }
    await htmx.ajax('GET', address.pathname + address.search, { source: '#conversation', target: '#conversation', swap: 'innerHTML', push: address.pathname + address.search });
    document.getElementById(address.hash.slice(1))?.scrollIntoView({ block: 'center' });
  }

  function turn(step) {
    entered = null;
    isAll = false;
    const kinds = [...box().querySelectorAll('[name=kind]')];
    const next = kinds[(kinds.findIndex(one => one.checked) + step + kinds.length) % kinds.length];
    next.checked = true;
    ask();
  }

  document.addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229) return;
    // A field that was closed a moment ago still has the focus: nobody types there.
    const field = event.target.closest?.('input, textarea, select');
    const isTyping = field && isVisible(field);
    if (((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') || (event.key === '/' && !isTyping)) {
      if (open()) event.preventDefault();
      return;
    }
    if (!box()?.contains(event.target)) return;
    const all = hits();
    switch (event.key) {
      case 'ArrowDown': event.preventDefault(); entered = null; choose(Math.min(at() + 1, all.length - 1)); break;
      case 'ArrowUp': event.preventDefault(); entered = null; choose(Math.max(at() - 1, 0)); break;
      case 'Tab': if (dialog()?.open) { event.preventDefault(); turn(event.shiftKey ? -1 : 1); } break;
      case 'Enter': event.preventDefault(); enter(event.ctrlKey || event.metaKey); break;
      case 'c':
        if ((event.ctrlKey || event.metaKey) && field().selectionStart === field().selectionEnd && all[at()]?.dataset.copyText) {
          event.preventDefault();
          navigator.clipboard?.writeText(all[at()].dataset.copyText);
        }
        break;
    }
  });

  document.addEventListener('input', event => { if (event.target === field()) { entered = null; isAll = false; askSoon(); } });
  document.addEventListener('change', event => { if (event.target.name === 'kind' && box()?.contains(event.target)) { isAll = false; ask(); field().focus(); } });
  document.addEventListener('click', event => {
    if (event.target === dialog() || event.target.closest?.('[data-cancel]')) { close(); return; }
    if (event.target.closest?.('[data-find]') && open()) { event.preventDefault(); return; }
    const hit = event.target.closest?.('.find-box .hit');
    if (hit && !event.ctrlKey && !event.metaKey) { event.preventDefault(); follow(hit, false); }
  });
})();

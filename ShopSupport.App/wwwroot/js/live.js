// What changed in the shop, as the live stream tells it, is fetched and worked into the page, in place.
(() => {
  if (!document.getElementById('desk')) return;
  const desk = () => document.getElementById('desk');
  const { openId } = window.deskScreen;
  let isLost = false;
  let isRefused = false;

  // At once for the first change, then at most so often: a busy shop must not make the screen busy. What could not be
  // fetched is fetched again: the stream tells a change once.
  function calmly(work, pause) {
    let waiting = false;
    let again = false;
    return async function run() {
      if (isRefused) return;
      if (waiting) { again = true; return; }
      waiting = true;
      const live = { hasFailed: false };
      try { await work(live); } finally {
        setTimeout(() => { waiting = false; if (again || live.hasFailed) { again = false; run(); } }, live.hasFailed ? 2000 : pause);
      }
    };
  }

  const digests = () => new Map([...document.querySelectorAll('#panel [data-watch]')].map(part => [part.id, part.textContent]));

  function flash(before, known) {
    for (const part of document.querySelectorAll('#panel [data-watch]')) {
      if (before.get(part.id) !== part.textContent) mark(part);
    }
    for (const entry of document.querySelectorAll('#thread > [id]')) {
      if (!known.has(entry.id)) mark(entry.querySelector('.bubble') ?? entry);
    }
  }

  function mark(element) {
    element.classList.add('arrived');
    element.addEventListener('animationend', () => element.classList.remove('arrived'), { once: true });
  }

  // The row under the pointer stays under it: what comes in above moves the list, not the row.
  function hold() {
    const row = document.querySelector('#rows > li:hover');
    const list = document.getElementById('list');
    const before = row?.getBoundingClientRect().top;
    return () => {
      if (!row?.isConnected) return;
      const rows = document.getElementById('rows');
      const moved = row.getBoundingClientRect().top - before;
      list.scrollTop += moved;
      const rest = before - row.getBoundingClientRect().top;
      if (rest <= 0) return;
      // Nothing is above to scroll to: the gap closes when the pointer has left.
      rows.style.paddingTop = `${parseFloat(rows.style.paddingTop || 0) + rest}px`;
      list.addEventListener('pointerleave', () => { rows.style.paddingTop = ''; }, { once: true });
    };
  }

  const refreshList = calmly(async live => {
    const rows = document.querySelectorAll('#rows > li > a.row').length;
    const list = document.getElementById('list');
    if (!list) return;
    const top = list.scrollTop;
    let release = () => {};
    live.beforeSwap = () => { release = hold(); };
    await htmx.ajax('GET', `/inbox/list?view=${desk().dataset.view}&take=${rows}`, { source: '#views', target: '#list', swap: 'innerMorph', live, push: 'false' });
    if (document.querySelector('#rows > li:hover')) release();
    else list.scrollTop = top;
    document.dispatchEvent(new CustomEvent('desk:refreshed'));
  }, 700);

  // How much of the panel is unfolded, and which order was asked for on top.
  const extent = () => new URLSearchParams({
    panel: document.getElementById('card-customer')?.dataset.whole ?? '',
    order: new URLSearchParams(location.search).get('order') ?? '',
  });

  async function showOpen(live) {
    const open = openId();
    if (!open && desk().dataset.person) {
      // Who had not written yet may have by now.
      await htmx.ajax('GET', `${location.pathname}?${extent()}`, { source: '#conversation', target: '#conversation', swap: 'innerHTML', live, push: 'false' });
    }
    if (!open) return;
    const thread = document.getElementById('thread');
    const before = digests();
    const known = new Set([...thread.children].map(entry => entry.id));
    const isAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
    await htmx.ajax('GET', `/inbox/${open}/thread?view=${desk().dataset.view}&messages=${thread.dataset.messages ?? ''}&${extent()}`, { source: '#panel', target: '#panel', swap: 'innerMorph', live, open, push: 'false' });
    if (!thread.isConnected) return;
    flash(before, known);
    if (isAtEnd) thread.scrollTop = thread.scrollHeight;
    document.dispatchEvent(new CustomEvent('desk:refreshed'));
  }

  const refreshOpen = calmly(showOpen, 700);

  // Whoever pressed a button watches how far it comes.
  const refreshActed = calmly(showOpen, 100);

  const refreshState = calmly(live => htmx.ajax('GET', desk().dataset.state, { source: '#state', target: '#state', swap: 'innerMorph', live, push: 'false' }), 2000);

  // What is on the screen may have come in with a part of the shop's history.
  const refreshImport = calmly(async live => {
    const over = document.getElementById('import')?.dataset.over;
    if (over === undefined) return;
    await htmx.ajax('GET', '/inbox/import', { source: '#import', target: '#import', swap: 'outerHTML', live, push: 'false' });
    if (document.getElementById('import')?.dataset.over !== over) { refreshList(); refreshOpen(); }
  }, 1000);

  document.addEventListener('htmx:before:swap', event => {
    const { ctx } = event.detail;
    if (!ctx.live) return;
    const isOld = ctx.open && ctx.open !== openId();
    // What was on its way when the door was shut says nothing of it.
    if (isOld || isRefused || ctx.response.status >= 400) event.preventDefault();
    else ctx.live.beforeSwap?.();
    if (ctx.response.status >= 500) ctx.live.hasFailed = true;
  });

  document.addEventListener('htmx:error', event => {
    const live = event.detail.ctx?.live;
    if (live) live.hasFailed = true;
  });

  const isShown = item => item === null
    || [...document.querySelectorAll('#panel [data-stock]')].some(part => part.dataset.stock.split(' ').includes(item));

  function apply(change) {
    if (desk().dataset.state) { refreshState(); return; }
    const customer = document.getElementById('card-customer')?.dataset.customer;
    if (change.kind === 'import' || change.kind === 'sync') refreshImport();
    // A draft of one's own is marked in the list.
    if (change.kind === 'conversation' || change.kind === 'sync' || (change.kind === 'draft' && change.conversation === openId())) refreshList();
    if (change.kind === 'action' && document.querySelector('[data-approvals]')) refreshList();
    if (change.kind === 'action' && change.conversation === openId()) refreshActed();
    else if ((change.kind === 'stock' && isShown(change.subject))
      || (change.conversation !== null && change.conversation === openId())
      || (change.customer !== null && change.customer === customer)) refreshOpen();
  }

  function refresh() {
    if (desk().dataset.state) { refreshState(); return; }
    refreshList();
    refreshOpen();
    refreshImport();
  }

  // The shop's door is shut: what is written stays where it is, and the server takes nothing.
  function refuse({ title, text, strip }) {
    isRefused = true;
    show(false);
    const says = document.createElement('section');
    says.setAttribute('role', 'alert');
    if (desk().dataset.state) {
      says.className = 'card error';
      says.append(Object.assign(document.createElement('h1'), { textContent: title }), Object.assign(document.createElement('p'), { textContent: text }));
      document.getElementById('state').replaceChildren(says);
    } else {
      Object.assign(says, { className: 'banner bad', id: 'import', textContent: strip });
      Object.assign(says.dataset, { closed: '', over: '' });
      document.getElementById('import').replaceWith(says);
    }
  }

  // A row of its own at the top: who was at the end of the thread stays there.
  function show(isShown) {
    const banner = document.getElementById('lost');
    if (!banner || banner.hidden === !isShown) return;
    const thread = document.getElementById('thread');
    const isAtEnd = thread && thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
    banner.hidden = !isShown;
    if (isAtEnd) thread.scrollTop = thread.scrollHeight;
  }

  document.addEventListener('desk:change', event => apply(event.detail));
  document.addEventListener('desk:reset', refresh);
  document.addEventListener('desk:refused', event => refuse(event.detail));
  document.addEventListener('desk:lost', event => {
    isLost = event.detail;
    show(isLost && !isRefused);
    // A stream that opens again says that the door is open.
    if (!isLost && isRefused) { isRefused = false; refresh(); }
  });
})();

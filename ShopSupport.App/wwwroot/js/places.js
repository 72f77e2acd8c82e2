// Where one was: the list's length and place survive Back and reload; what was looked at counts as read; the tab counts.
(() => {
  const desk = () => document.getElementById('desk');
  const list = () => document.getElementById('list');
  const rows = () => document.querySelectorAll('#rows > li > a.row');
  const nameOf = () => `list:${desk().dataset.shop}:${desk().dataset.view}`;
  let isRestoring = false;

  function note() {
    if (!desk()?.dataset.view || isRestoring || !list()?.checkVisibility()) return;
    try { sessionStorage.setItem(nameOf(), JSON.stringify({ rows: rows().length, top: list().scrollTop })); } catch { /* Then the list begins at its top. */ }
  }

  function place() {
    try { return JSON.parse(sessionStorage.getItem(nameOf())); } catch { return null; }
  }

  async function restore() {
    if (!desk()?.dataset.view || !list()) return;
    const was = place();
    if (was?.top > 0) {
      isRestoring = true;
      try {
        if (was.rows > rows().length) {
          await htmx.ajax('GET', `/inbox/list?view=${desk().dataset.view}&take=${was.rows}`, { source: '#views', target: '#list', swap: 'innerMorph', push: 'false', live: {} });
        }
        list().scrollTop = was.top;
      } finally { isRestoring = false; }
    }
    document.querySelector('#rows a[aria-current]')?.scrollIntoView({ block: 'nearest' });
    document.querySelector('#views [aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  // Seen by somebody: the page is in front, and the conversation open.
  function see() {
    const thread = document.getElementById('thread');
    const last = document.getElementById('newest')?.dataset.last;
    // On a narrow screen the list may stand before it.
    if (!last || document.visibilityState === 'hidden' || !thread.checkVisibility()) return;
    const { conversation } = thread.dataset;
    if (thread.dataset.seen === last) return;
    thread.dataset.seen = last;
    document.querySelector(`#row-${conversation} a.row`)?.classList.remove('unread');
    // A failed one is said again with the next change.
    const again = () => { delete thread.dataset.seen; };
    fetch(`/inbox/${conversation}/seen?until=${last}`, { method: 'POST', keepalive: true }).then(answer => answer.ok || again(), again);
  }

  function count() {
    setTimeout(title);
  }

  function title() {
    const waiting = document.getElementById('view-waiting')?.dataset.count;
    if (waiting === undefined) return;
    const words = document.title.replace(/^\(\d+\) /, '');
    document.title = Number(waiting) > 0 ? `(${waiting}) ${words}` : words;
  }

  // A desk that was empty at first opens what comes first, where there is room beside the list. The focus stays.
  let isFirst = desk()?.dataset.view && rows().length === 0 && !document.getElementById('thread');
  async function openFirst() {
    const row = rows()[0];
    if (!isFirst || !row) return;
    isFirst = false;
    if (document.getElementById('thread') || !matchMedia('(min-width: 768px)').matches) return;
    const address = row.getAttribute('href');
    await htmx.ajax('GET', address, { source: '#conversation', target: '#conversation', swap: 'innerHTML', push: 'false' });
    history.replaceState({ htmx: true }, '', address);
  }

  document.addEventListener('scroll', event => { if (event.target === list()) note(); }, { capture: true, passive: true });
  window.addEventListener('pagehide', note);
  document.addEventListener('visibilitychange', see);
  document.addEventListener('desk:shown', () => {
    see();
    // What was not shown has forgotten how far it was scrolled.
    if (list()?.checkVisibility() && list().scrollTop === 0) list().scrollTop = place()?.top ?? 0;
  });
  document.addEventListener('htmx:after:swap', event => {
    count();
    see();
    if (event.detail.ctx.target === document.body) restore();
    else if (event.detail.ctx.target?.id === 'list' && !event.detail.ctx.live) note();
  });
  document.addEventListener('desk:refreshed', () => { count(); see(); openFirst(); });
  restore();
  count();
  see();
})();

// The live stream: what changed in the shop is fetched and worked into the page, in place.
(() => {
  if (!document.getElementById('desk')) return;
  const desk = () => document.getElementById('desk');
  let last = desk().dataset.events ?? '';
  let failures = 0;

  // At once for the first change, then at most so often: a busy shop must not make the screen busy.
  function calmly(work, pause) {
    let waiting = false;
    let again = false;
    return async function run() {
      if (waiting) { again = true; return; }
      waiting = true;
      try { await work(); } finally {
        setTimeout(() => { waiting = false; if (again) { again = false; run(); } }, pause);
      }
    };
  }

  const digests = () => new Map([...document.querySelectorAll('#panel [data-watch]')].map(part => [part.id, part.textContent]));

  function flash(before, known) {
    for (const part of document.querySelectorAll('#panel [data-watch]')) {
      if (before.get(part.id) !== part.textContent) mark(part);
    }
    for (const entry of document.querySelectorAll('#thread > [id]')) {
      if (!known.has(entry.id)) mark(entry);
    }
  }

  function mark(element) {
    element.classList.add('arrived');
    element.addEventListener('animationend', () => element.classList.remove('arrived'), { once: true });
  }

  const refreshList = calmly(async () => {
    const rows = document.querySelectorAll('#rows > li > a.row').length;
    const list = document.getElementById('list');
    if (!list) return;
    const top = list.scrollTop;
    await htmx.ajax('GET', `/inbox/list?view=${desk().dataset.view}&take=${rows}`, { source: '#views', target: '#list', swap: 'innerMorph', live: true, push: 'false' });
    list.scrollTop = top;
  }, 700);

  const refreshOpen = calmly(async () => {
    const open = desk().dataset.open;
    const thread = document.getElementById('thread');
    if (!open || thread?.dataset.conversation !== open) return;
    const before = digests();
    const known = new Set([...thread.children].map(entry => entry.id));
    const isAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
    await htmx.ajax('GET', `/inbox/${open}/thread?view=${desk().dataset.view}`, { source: '#panel', target: '#panel', swap: 'innerMorph', live: true, open, push: 'false' });
    if (desk().dataset.open !== open) return;
    flash(before, known);
    if (isAtEnd) thread.scrollTop = thread.scrollHeight;
  }, 700);

  const refreshState = calmly(() => htmx.ajax('GET', '/sync', { source: '#state', target: '#state', swap: 'innerMorph', live: true, push: 'false' }), 2000);

  document.addEventListener('htmx:before:swap', event => {
    const { ctx } = event.detail;
    if (!ctx.live) return;
    const isOld = ctx.open && ctx.open !== desk().dataset.open;
    if (isOld || ctx.response.status >= 400) event.preventDefault();
  });

  function apply(change) {
    if (desk().dataset.state) { refreshState(); return; }
    const customer = document.getElementById('card-customer')?.dataset.customer;
    if (change.kind === 'conversation') refreshList();
    if (change.kind === 'stock'
      || (change.conversation !== null && String(change.conversation) === desk().dataset.open)
      || (change.customer !== null && String(change.customer) === customer)) refreshOpen();
  }

  function read(block) {
    const fields = Object.fromEntries(block.split('\n').filter(line => line && line[0] !== ':').map(line => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
    }));
    if (fields.id) last = fields.id;
    if (fields.event === 'change') apply(JSON.parse(fields.data));
    if (fields.event === 'reset') { refreshList(); refreshOpen(); }
  }

  async function listen() {
    const response = await fetch(`/events?after=${last}`, { headers: { Accept: 'text/event-stream' }, cache: 'no-store' });
    if (!response.ok) throw new Error(`The stream answered ${response.status}.`);
    failures = 0;
    lost(false);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop();
      blocks.forEach(read);
    }
  }

  function lost(isLost) {
    const banner = document.getElementById('lost');
    if (banner) banner.hidden = !isLost;
  }

  document.addEventListener('desk:failed', () => {
    lost(true);
    setTimeout(() => { if (failures === 0) lost(false); }, 8000);
  });

  (async () => {
    for (;;) {
      try { await listen(); } catch { /* The loop tries again, and the banner says so. */ }
      failures += 1;
      if (failures > 1) lost(true);
      await new Promise(resolve => setTimeout(resolve, Math.min(500 * 2 ** Math.min(failures, 5), 10000)));
    }
  })();
})();

// In the admin's frame a page that is opened as a whole brings no token: its address says which shop's frame it stands in,
// so that the desk knows where to send for one. What is fetched has its token already.
(() => {
  const here = new URLSearchParams(location.search);
  const kept = ['shop', 'host', 'embedded', 'locale'].filter(name => here.has(name)).map(name => [name, here.get(name)]);

  function keep(address) {
    for (const [name, value] of kept) address.searchParams.set(name, value);
    return address;
  }

  window.deskFrame = { keep };
  if (here.get('embedded') !== '1') return;

  // Where the admin shows its save bar, it asks before what was changed is left.
  async function leave(address) {
    try { await window.shopify?.saveBar?.leaveConfirmation?.(); } catch { return; }
    location.assign(address);
  }

  document.addEventListener('click', event => {
    const link = event.target.closest('a[href]');
    if (!link || link.origin !== location.origin || link.target || link.hash || link.hasAttribute('hx-get')) return;
    link.href = keep(new URL(link.href));
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (isPlain && document.querySelector('form[data-save-bar]')) {
      event.preventDefault();
      leave(link.href);
    }
  }, true);

  // So does what is chosen in the admin's own menu of the app.
  document.addEventListener('shopify:navigate', event => {
    const href = event.target.getAttribute?.('href');
    if (!href) return;
    event.preventDefault();
    leave(keep(new URL(href, location.href)));
  });
})();

// At the desk's own address, where a cookie signs in, each change proves that a page of the desk asked for it.
(() => {
  const proof = document.querySelector('meta[name=desk-change]')?.content;
  if (!proof) return;
  const plain = window.fetch;

  // Whoever is let in no more sees nothing of the desk any longer: the page as a whole says why.
  window.fetch = async (resource, options) => {
    const request = new Request(resource, options);
    if (new URL(request.url).origin === location.origin && !['GET', 'HEAD'].includes(request.method)) request.headers.set('X-Desk-Change', proof);
    const response = await plain(request);
    if (response.headers.has('X-Desk-Refused')) location.reload();
    return response;
  };
  document.addEventListener('desk:refused', () => location.reload());

  document.addEventListener('submit', async event => {
    if (!event.target.matches('[data-leave]')) return;
    event.preventDefault();
    await window.fetch(event.target.action, { method: 'POST' });
    location.assign('/left');
  });
})();

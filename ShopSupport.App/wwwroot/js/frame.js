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

  document.addEventListener('click', event => {
    const link = event.target.closest('a[href]');
    if (link && link.origin === location.origin && !link.target && !link.hash && !link.hasAttribute('hx-get')) link.href = keep(new URL(link.href));
  }, true);
})();

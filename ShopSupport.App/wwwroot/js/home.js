// The home page: what the shop may allow besides is asked for by the admin around it, and what it must allow when the app is
// opened anew.
document.addEventListener('click', async event => {
  const reopen = event.target.closest('[data-reopen]');
  if (reopen) { open(reopen.dataset.reopen, '_top'); return; }
  const button = event.target.closest('[data-grant]');
  if (!button || !window.shopify?.scopes) return;
  button.disabled = true;
  const says = button.closest('section, .notice').querySelector('[data-failed]');
  says.textContent = '';
  try {
    const { result } = await shopify.scopes.request([button.dataset.grant]);
    if (result !== 'granted-all') { says.textContent = says.dataset.failed; return; }
    if (button.closest('#act-form')) document.dispatchEvent(new CustomEvent('desk:granted'));
    else await htmx.ajax('GET', '/home', { source: '#state', target: '#state', swap: 'innerMorph', push: 'false' });
  } catch {
    says.textContent = says.dataset.failed;
  } finally {
    button.disabled = false;
  }
});

// What is done to orders and subscriptions: the sheet opens at once, works out anew what each choice means, and asks once.
(() => {
  const sheet = () => document.getElementById('act');
  const form = () => document.getElementById('act-form');
  let opener = null;
  let timer = 0;
  let planned = 0;

  function close() {
    clearTimeout(timer);
    planned += 1;
    if (sheet()?.open) sheet().close();
  }

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-act]');
    if (button && sheet()) {
      event.preventDefault();
      opener = button;
      button.closest('details[open].menu')?.removeAttribute('open');
      const body = document.getElementById('act-body');
      body.replaceChildren(document.getElementById('loading-act').content.cloneNode(true));
      sheet().showModal();
      const open = document.getElementById('thread')?.dataset.conversation;
      load(open ? `${button.dataset.act}?conversation=${open}` : button.dataset.act);
      return;
    }
    if (event.target.closest?.('[data-act-close]') || event.target === sheet()) close();
  });

  async function load(address) {
    const mine = ++planned;
    await htmx.ajax('GET', address, { source: '#act-body', target: '#act-body', swap: 'innerHTML', push: 'false' });
    if (mine !== planned || !sheet().open) return;
    (form()?.querySelector('select, input:not([type=hidden]), textarea') ?? form()?.querySelector('button.primary'))?.focus();
  }

  // What is shown must be what would be done: until it is worked out anew nobody can ask for it.
  function replan(wait) {
    clearTimeout(timer);
    const mine = ++planned;
    form().classList.add('is-planning');
    form().querySelector('button.primary').disabled = true;
    timer = setTimeout(async () => {
      const values = Object.fromEntries(new FormData(form()));
      delete values.sealed;
      await htmx.ajax('POST', form().dataset.plan, { source: '#act-body', target: '#act-body', swap: 'innerMorph', values, push: 'false', plan: mine });
      if (mine === planned) form()?.classList.remove('is-planning');
    }, wait);
  }

  document.addEventListener('htmx:before:swap', event => {
    const { plan } = event.detail.ctx;
    // An older answer never replaces a newer one, nor what somebody types meanwhile.
    if (plan && plan !== planned) event.preventDefault();
  });

  document.addEventListener('input', event => {
    if (event.target.closest?.('#act-form') && !event.target.matches('[data-no-plan]')) replan(event.target.matches('select, [type=checkbox], [type=date]') ? 0 : 400);
  });

  // Shopify sends no confirmation twice: the agent's own words with the page's address do it.
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-write]');
    const text = document.getElementById('text');
    if (!button || !text) return;
    button.closest('details[open].menu')?.removeAttribute('open');
    const lead = text.value && !text.value.endsWith('\n') ? '\n' : '';
    text.setRangeText(`${lead}${button.dataset.write}\n`, text.value.length, text.value.length, 'end');
    text.dispatchEvent(new Event('input', { bubbles: true }));
    text.focus();
  });

  document.addEventListener('desk:granted', () => { if (form()) replan(0); });

  document.addEventListener('keydown', event => {
    if (!event.isComposing && event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.closest?.('#act-form')) {
      event.preventDefault();
      form().querySelector('button.primary:not(:disabled)')?.click();
    }
  });

  // Asked for: the card in the thread tells the rest.
  document.addEventListener('htmx:after:swap', () => {
    if (!document.getElementById('act-asked') || !sheet()) return;
    close();
    (opener?.isConnected ? opener : document.getElementById('conversation'))?.focus({ preventScroll: true });
  });
})();

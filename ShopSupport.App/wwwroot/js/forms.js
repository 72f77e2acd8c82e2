// Forms of pages beside the desk.
(() => {
  // What a browser puts back into a form that was left, nobody changed: the page shows what is saved, and so does its save bar.
  addEventListener('pageshow', () => document.querySelectorAll('form[data-save-bar]').forEach(form => form.reset()));

  // In the admin's frame only a fetch carries who asks: what comes is handed to the browser as a file.
  document.addEventListener('submit', async event => {
    const form = event.target.closest?.('form[data-download]');
    if (!form || !window.shopify) return;
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      const response = await fetch(form.action, { method: 'POST' });
      if (!response.ok) return;
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(await response.blob()), download: form.dataset.download });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    } finally { button.disabled = false; }
  });

  document.addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy-from]');
    if (!button) return;
    const field = document.getElementById(button.dataset.copyFrom);
    field.select();
    // A frame may not be allowed the clipboard by itself; what is selected may be copied by a click all the same.
    try { await navigator.clipboard.writeText(field.value); } catch { if (!document.execCommand('copy')) return; }
    button.querySelector('span').textContent = button.dataset.copied;
  });
})();

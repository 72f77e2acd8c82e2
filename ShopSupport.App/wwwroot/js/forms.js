// Forms of pages beside the desk.
(() => {
  // What a browser puts back into a form that was left, nobody changed: the page shows what is saved, and so does its save bar.
  addEventListener('pageshow', () => document.querySelectorAll('form[data-save-bar]').forEach(form => form.reset()));

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

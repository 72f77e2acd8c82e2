// Writing: sending by key, never during a conversion, and drafts that outlive a look at another conversation.
(() => {
  const composer = () => document.getElementById('composer');
  const nameOf = (form, kind) => `draft:${document.getElementById('desk').dataset.shop}:${form.dataset.conversation}:${kind}`;

  // A reply and a note are two drafts: what is meant for colleagues is never one key away from the customer.
  function keep(form, kind) {
    const text = form.text.value;
    try {
      if (text) localStorage.setItem(nameOf(form, kind), text);
      else localStorage.removeItem(nameOf(form, kind));
    } catch { /* Without storage a draft lives as long as its field. */ }
  }

  function draftOf(form, kind) {
    try {
      return localStorage.getItem(nameOf(form, kind)) ?? '';
    } catch {
      return '';
    }
  }

  function show(form, kind) {
    form.kind.value = kind;
    form.text.value = draftOf(form, kind);
    form.dataset.kind = kind;
  }

  function restore() {
    const form = composer();
    if (!form) return;
    form.dataset.kind = form.kind.value;
    if (!form.text.value) show(form, draftOf(form, form.kind.value) || !draftOf(form, 'note') ? form.kind.value : 'note');
  }

  function fail() {
    const hint = document.getElementById('composer-hint');
    const words = document.createElement('span');
    words.className = 'wrong';
    words.textContent = composer().dataset.failed;
    hint.replaceChildren(words);
  }

  document.addEventListener('keydown', event => {
    if (event.target.id !== 'text' || event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });

  document.addEventListener('input', event => {
    const form = event.target.closest?.('#composer');
    if (form) keep(form, form.dataset.kind ?? form.kind.value);
  });

  document.addEventListener('change', event => {
    if (event.target.name !== 'kind') return;
    const form = event.target.closest('#composer');
    keep(form, form.dataset.kind);
    show(form, form.kind.value);
  });

  document.addEventListener('htmx:before:swap', event => {
    const { ctx } = event.detail;
    // A failure of ours never takes away what was typed.
    if (ctx.target?.id === 'composer' && ctx.response?.status >= 400 && ![409, 422].includes(ctx.response.status)) {
      event.preventDefault();
      fail();
    }
  });

  document.addEventListener('htmx:error', event => {
    if (event.detail.ctx?.sourceElement?.id === 'composer') fail();
  });

  document.addEventListener('htmx:after:swap', event => {
    if (event.detail.ctx.sourceElement?.id !== 'composer' && event.detail.ctx.target?.id !== 'composer') return;
    const form = composer();
    if (!form) return;
    if (form.dataset.saved) {
      try { localStorage.removeItem(nameOf(form, form.kind.value)); } catch { /* See above. */ }
      const thread = document.getElementById('thread');
      thread.scrollTop = thread.scrollHeight;
    }
    form.dataset.kind = form.kind.value;
    form.text.focus();
  });

  document.addEventListener('desk:opened', restore);
  restore();
})();

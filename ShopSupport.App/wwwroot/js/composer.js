// Writing: sending by key, never during a conversion, and drafts that outlive a look at another conversation.
(() => {
  const composer = () => document.getElementById('composer');
  const nameOf = form => `draft:${form.dataset.conversation}`;

  function keep(form) {
    const text = form.text.value;
    try {
      if (text) sessionStorage.setItem(nameOf(form), JSON.stringify({ text, kind: form.kind.value }));
      else sessionStorage.removeItem(nameOf(form));
    } catch { /* Without storage a draft lives as long as its field. */ }
  }

  function restore() {
    const form = composer();
    if (!form || form.text.value) return;
    try {
      const draft = JSON.parse(sessionStorage.getItem(nameOf(form)) ?? 'null');
      if (!draft) return;
      form.text.value = draft.text;
      form.kind.value = draft.kind;
    } catch { /* See above. */ }
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

  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, event => {
      const form = event.target.closest?.('#composer');
      if (form) keep(form);
    });
  }

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
      try { sessionStorage.removeItem(nameOf(form)); } catch { /* See above. */ }
      const thread = document.getElementById('thread');
      thread.scrollTop = thread.scrollHeight;
    }
    form.text.focus();
  });

  document.addEventListener('desk:opened', restore);
  restore();
})();

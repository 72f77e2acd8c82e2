// Writing: sending by key, never during a conversion, and what a reply or a note may be.
(() => {
  const { find, forget, hold, keep, release } = window.deskDrafts;
  const Near = 0.9;
  const MuchTooLong = 5;
  const composer = () => document.getElementById('composer');
  const fill = (words, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, typeof value === 'number' ? value.toLocaleString(document.documentElement.lang) : value), words);

  const draftOf = (form, kind) => find(form.dataset.conversation, kind, form.dataset[kind], form.dataset.madeAt);

  // A reply and a note are two drafts: what is meant for colleagues is never one key away from the customer.
  function show(form, kind) {
    form.querySelector(`[name=kind][value=${kind}]`).checked = true;
    form.text.value = draftOf(form, kind);
    form.dataset.kind = kind;
    measure(form);
  }

  function restore() {
    const form = composer();
    if (!form) return;
    form.dataset.kind = form.kind.value;
    if (document.querySelector('#composer .wrong')) { measure(form); return; }
    const kind = form.kind.value;
    show(form, draftOf(form, kind) || !draftOf(form, 'note') ? kind : 'note');
  }

  function hint(css, text) {
    const words = document.createElement('span');
    words.className = css;
    words.textContent = text;
    document.getElementById('composer-hint').replaceChildren(words);
  }

  // Said while it is typed, and nothing is ever cut.
  function measure(form) {
    const { value } = form.text;
    const most = Number(form.dataset.longest);
    const over = value.length - most;
    form.text.setCustomValidity(over > 0 ? fill(form.dataset.over, value.length, most, over) : '');
    if (over > 0) { form.text.setAttribute('aria-invalid', 'true'); hint('wrong', form.text.validationMessage); form.dataset.measured = 'over'; return; }
    if (value.length > most * Near) { hint('', fill(form.dataset.count, value.length, most)); form.dataset.measured = 'near'; } else if (form.dataset.measured) {
      document.getElementById('composer-hint').replaceChildren();
      delete form.dataset.measured;
    }
    if (value && !document.querySelector('#composer .wrong.kept')) form.text.removeAttribute('aria-invalid');
  }

  // Where the shop is shut, trying again is of no use.
  const fail = (words) => hint('wrong', words ?? document.querySelector('#import[data-closed]')?.textContent ?? composer().dataset.failed);

  function submit(form, isDone) {
    const button = form.querySelector(isDone ? 'button[name=then]' : 'button.primary');
    form.requestSubmit(button);
  }

  document.addEventListener('keydown', event => {
    if (event.target.id !== 'text' || event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit(event.target.form, event.shiftKey && event.target.form.kind.value === 'reply');
    }
  });

  // A text of megabytes would hold up the browser before anything could be said of it.
  document.addEventListener('paste', event => {
    const form = event.target.id === 'text' && event.target.form;
    const length = event.clipboardData?.getData('text').length ?? 0;
    if (!form || length <= Number(form.dataset.longest) * MuchTooLong) return;
    event.preventDefault();
    hint('wrong', fill(form.dataset.tooMuch, length, Number(form.dataset.longest)));
  });

  document.addEventListener('input', event => {
    const form = event.target.closest?.('#composer');
    if (!form || event.target.id !== 'text') return;
    // Pasted with it, and no form can carry it.
    if (form.text.value.includes('\0')) form.text.value = form.text.value.replaceAll('\0', '');
    // What was wrong is being mended.
    document.querySelector('#composer-hint .wrong')?.remove();
    const kind = form.dataset.kind ?? form.kind.value;
    const isKept = keep(form.dataset.conversation, kind, form.text.value, form.key.value);
    measure(form);
    document.getElementById('composer-kept').textContent = isKept ? '' : form.dataset.notKept;
  });

  document.addEventListener('change', event => {
    const form = event.target.name === 'kind' && event.target.closest('#composer');
    if (form) show(form, form.kind.value);
  });

  document.addEventListener('draft:kept', ({ detail }) => {
    const form = composer();
    if (form?.dataset.conversation !== detail.conversation || form.dataset.kind !== detail.kind) return;
    document.getElementById('composer-kept').textContent = detail.time === null ? form.dataset.notKept
      : detail.time ? fill(form.dataset.kept, detail.time) : '';
  });

  // The same draft in another tab; the one in which somebody writes leads.
  document.addEventListener('draft:elsewhere', ({ detail }) => {
    const form = composer();
    if (form?.dataset.conversation !== detail.conversation) return;
    if (form.dataset.kind === detail.kind && !(document.hasFocus() && document.activeElement === form.text)) form.text.value = detail.text;
  });

  document.addEventListener('htmx:before:request', event => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    if (form?.id !== 'composer') return;
    hold(form.dataset.conversation, form.kind.value);
    ctx.sent = { form, conversation: form.dataset.conversation, kind: form.kind.value, text: form.text.value };
  });

  // The agent may be in another conversation by now: what was saved is forgotten all the same, and what was not is told.
  function missed({ form, conversation }) {
    document.dispatchEvent(new CustomEvent('desk:say', { detail: { words: form.dataset.missed, address: `/inbox/${conversation}` } }));
  }

  document.addEventListener('htmx:after:request', event => {
    const { ctx } = event.detail;
    if (!ctx.sent) return;
    if (ctx.response.status < 400) forget(ctx.sent.conversation, ctx.sent.kind, ctx.sent.text);
    else if (!ctx.sent.form.isConnected) missed(ctx.sent);
  });

  document.addEventListener('htmx:finally:request', event => {
    const { sent } = event.detail.ctx;
    if (sent) release(sent.conversation, sent.kind);
  });

  document.addEventListener('htmx:before:swap', event => {
    const { ctx } = event.detail;
    if (ctx.sourceElement?.id !== 'composer') return;
    const { status } = ctx.response;
    // A failure of ours never takes away what was typed.
    if (status >= 400 && ![409, 422].includes(status)) {
      event.preventDefault();
      fail(ctx.response.headers.has('X-Desk-Refused') ? new DOMParser().parseFromString(ctx.text, 'text/html').querySelector('.error p')?.textContent : undefined);
    }
  });

  document.addEventListener('htmx:error', event => {
    const { sent, response } = event.detail.ctx ?? {};
    // What was saved is saved, whatever became of showing it.
    if (!sent || response?.status < 400) return;
    if (sent.form.isConnected) fail();
    else missed(sent);
  });

  document.addEventListener('htmx:after:swap', event => {
    const { sent } = event.detail.ctx;
    if (!sent) return;
    const form = composer();
    if (!form || form.dataset.conversation !== sent?.conversation) return;
    form.dataset.kind = form.kind.value;
    if (form.dataset.saved) {
      const thread = document.getElementById('thread');
      thread.scrollTop = thread.scrollHeight;
    }
    // Whoever went on to something else meanwhile is not called back.
    const { activeElement } = document;
    if (!document.querySelector('details.menu[open], dialog[open]') && (activeElement === document.body || form.contains(activeElement))) form.text.focus();
  });

  document.addEventListener('desk:opened', restore);
  restore();
})();

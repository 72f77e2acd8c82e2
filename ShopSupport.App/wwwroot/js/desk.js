// Which conversation is open: the selected row, what stands for one that is being fetched, and a narrow screen's column.
(() => {
  const desk = () => document.getElementById('desk');
  const rows = () => [...document.querySelectorAll('#rows a.row')];
  let loading = 0;
  let replaced = new Map();

  function select(id) {
    for (const row of rows()) {
      if (row.dataset.id === id) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    }
  }

  function scrollToNewest() {
    const thread = document.getElementById('thread');
    if (thread) thread.scrollTop = thread.scrollHeight;
  }

  function focusNamed(hash) {
    const card = document.getElementById(hash.slice(1));
    if (!card) return;
    if (getComputedStyle(document.getElementById('panel')).display === 'none') desk().dataset.show = 'panel';
    card.closest('details')?.setAttribute('open', '');
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('click', event => {
    const language = event.target.closest('[data-language]');
    if (language) {
      // The address moved on since the link was made.
      const address = new URL(location.href);
      address.searchParams.set('lang', language.lang);
      event.preventDefault();
      location.assign(address);
      return;
    }
    const link = event.target.closest('.to-panel, .to-conversation, [data-back], .ref, .to-past');
    if (!link || !desk()) return;
    event.preventDefault();
    if (link.matches('.ref, .to-past')) {
      focusNamed(link.hash);
    } else if (link.matches('[data-back]')) {
      history.pushState({ htmx: true }, '', link.href);
      desk().dataset.show = 'list';
      document.querySelector('#rows a[aria-current]')?.focus();
    } else {
      desk().dataset.show = link.matches('.to-panel') ? 'panel' : 'conversation';
      scrollToNewest();
    }
  });

  const add = (address, name, value) => `${address}${address.includes('?') ? '&' : '?'}${name}=${value}`;

  document.addEventListener('htmx:config:request', event => {
    const request = event.detail.ctx.request;
    const open = desk()?.dataset.pending ?? desk()?.dataset.open;
    const isList = /^\/inbox\/(list|rows)/.test(request.action);
    const isAct = /^\/inbox\/\d+\/(assignee|snooze|close|reopen|tags|undo|messages)/.test(request.action);
    if (open && (isList || isAct)) request.action = add(request.action, 'open', open);
    if (isAct) request.action = add(request.action, 'take', rows().length);
  });

  document.addEventListener('htmx:before:request', event => {
    const { ctx } = event.detail;
    if (ctx.target?.id !== 'conversation') return;
    const id = /^\/inbox\/(\d+)/.exec(ctx.request.action)?.[1];
    select(id);
    if (id) desk().dataset.pending = id;
    clearTimeout(loading);
    // A quick answer replaces the old conversation at once; only a slow one shows that it is being fetched.
    loading = setTimeout(() => {
      for (const name of ['conversation', 'panel']) {
        replaced.set(name, [...document.getElementById(name).childNodes]);
        document.getElementById(name).replaceChildren(document.getElementById(`loading-${name}`).content.cloneNode(true));
      }
    }, 200);
  });

  // What could not be opened leaves the screen as it was: the selected row is the one whose customer stands beside it.
  function stay() {
    clearTimeout(loading);
    for (const [name, nodes] of replaced) document.getElementById(name).replaceChildren(...nodes);
    replaced = new Map();
    select(desk().dataset.open ?? '');
  }

  // Swapping takes a moment in which the request is not over yet: what came is never replaced by what stands for it.
  document.addEventListener('htmx:before:swap', event => {
    const { ctx } = event.detail;
    if (ctx.response.status >= 500 && ['conversation', 'toast'].includes(ctx.target?.id)) {
      event.preventDefault();
      if (ctx.target.id === 'conversation') stay();
      document.dispatchEvent(new CustomEvent('desk:failed'));
    } else if (ctx.target?.id === 'conversation') {
      clearTimeout(loading);
      replaced = new Map();
    }
  });

  document.addEventListener('htmx:finally:request', event => {
    if (event.detail.ctx.target?.id !== 'conversation') return;
    clearTimeout(loading);
    delete desk().dataset.pending;
  });

  document.addEventListener('htmx:error', event => {
    const { ctx } = event.detail;
    if (ctx?.target?.id === 'conversation') stay();
    if (!ctx?.live) document.dispatchEvent(new CustomEvent('desk:failed'));
  });

  function opened() {
    const thread = document.getElementById('thread');
    if (thread) desk().dataset.open = thread.dataset.conversation;
    else delete desk().dataset.open;
    if (!thread && document.getElementById('card-customer')) desk().dataset.person = 'true';
    else delete desk().dataset.person;
    select(desk().dataset.open ?? '');
    scrollToNewest();
    document.dispatchEvent(new CustomEvent('desk:opened'));
  }

  document.addEventListener('htmx:after:swap', event => {
    const { ctx } = event.detail;
    if (ctx.target?.id === 'conversation') {
      desk().dataset.show = 'conversation';
      opened();
    }
    // An act opened what is next, whoever asked for it.
    else if (ctx.target !== document.body && desk()?.dataset.view && (document.getElementById('thread')?.dataset.conversation ?? '') !== (desk().dataset.open ?? '')) {
      opened();
      document.getElementById('conversation').focus({ preventScroll: true });
      if (!desk().dataset.open) desk().dataset.show = 'list';
    }
    if (ctx.target === document.body && desk()) {
      // Back and forward bring a whole page.
      scrollToNewest();
      document.dispatchEvent(new CustomEvent('desk:opened'));
    }
    if (['list', 'toast'].includes(ctx.target?.id)) desk().dataset.view = document.querySelector('#views [aria-current=page]')?.dataset.view ?? 'waiting';
  });

  document.addEventListener('htmx:after:history:push', () => {
    // A view that is chosen while a conversation is open keeps it open, also after a reload.
    const open = desk()?.dataset.open;
    if (open && location.pathname === '/inbox' && desk().dataset.show === 'conversation') {
      history.replaceState({ htmx: true }, '', `/inbox/${open}${location.search}`);
    }
  });

  function tick() {
    const words = desk()?.dataset;
    if (!words?.minutes) return;
    for (const time of document.querySelectorAll('time[data-ago]')) {
      const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
      if (minutes >= 1440) continue;
      time.textContent = minutes < 1 ? words.now
        : minutes < 60 ? words.minutes.replace('{0}', minutes)
        : words.hours.replace('{0}', Math.floor(minutes / 60));
    }
  }

  setInterval(tick, 30000);
  scrollToNewest();
})();

// Which conversation is open: the selected row, what stands for one that is being fetched, and a narrow screen's column.
(() => {
  const desk = () => document.getElementById('desk');
  const rows = () => [...document.querySelectorAll('#rows a.row')];
  const openId = () => document.getElementById('thread')?.dataset.conversation ?? '';
  // An act's answer goes to the line that can take it back.
  const isAct = ctx => ctx.target?.id === 'toast' || ctx.target === '#toast';
  let shown = openId();
  let loading = 0;
  let replaced = new Map();
  const submitters = new WeakMap();

  // Which column stands in front where there is room for one.
  function show(column) {
    desk().dataset.show = column;
    document.dispatchEvent(new CustomEvent('desk:shown'));
  }

  // A step that Back takes back.
  function showPanel() {
    if (desk().dataset.show !== 'panel') history.pushState({ htmx: true, panel: true }, '', location.href);
    show('panel');
  }

  window.addEventListener('popstate', event => {
    if (desk()?.dataset.show !== 'panel' || history.state?.panel) return;
    event.stopImmediatePropagation();
    show('conversation');
  }, { capture: true });

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
    if (getComputedStyle(document.getElementById('panel')).display === 'none') showPanel();
    card.closest('details')?.setAttribute('open', '');
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('click', event => {
    const language = event.target.closest('[data-language]');
    if (language) {
      // The address moved on since the link was made. No step of its own: Back leads to where one was, not to a language.
      const address = window.deskFrame.keep(new URL(location.href));
      address.searchParams.set('lang', language.lang);
      event.preventDefault();
      location.replace(address);
      return;
    }
    const link = event.target.closest('.to-panel, .to-conversation, [data-back], .ref, .to-past');
    if (!link || !desk()) return;
    event.preventDefault();
    if (link.matches('.ref, .to-past')) {
      focusNamed(link.hash);
    } else if (link.matches('[data-back]')) {
      history.pushState({ htmx: true }, '', link.href);
      show('list');
      document.querySelector('#rows a[aria-current]')?.focus({ preventScroll: true });
    } else if (link.matches('.to-panel')) {
      showPanel();
    } else if (history.state?.panel) {
      history.back();
    } else {
      show('conversation');
      scrollToNewest();
    }
  });

  document.addEventListener('htmx:config:request', event => {
    const request = event.detail.ctx.request;
    const isList = /^\/inbox\/(list|rows)/.test(request.action);
    const asksToAct = /^\/inbox\/\d+\/(assignee|snooze|close|reopen|tags|undo|messages)/.test(request.action);
    if (!desk() || !(isList || asksToAct)) return;
    // A list marks what is about to open; an act speaks of what is shown now, in whatever view it was made.
    const open = (isList && desk().dataset.pending) || openId();
    const address = new URL(request.action, location.href);
    if (open) address.searchParams.set('open', open);
    if (asksToAct) {
      address.searchParams.set('view', desk().dataset.view);
      address.searchParams.set('take', rows().length);
      const newest = document.getElementById('newest')?.dataset.last;
      if (newest && document.getElementById('thread').dataset.conversation === /\d+/.exec(request.action)[0]) address.searchParams.set('seen', newest);
    }
    request.action = address.pathname + address.search;
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
    select(openId());
  }

  // Swapping takes a moment in which the request is not over yet: what came is never replaced by what stands for it.
  document.addEventListener('htmx:before:swap', event => {
    const { ctx, tasks } = event.detail;
    // An answer that came after something else was opened finds no place there, and does not name the page either.
    if (isAct(ctx) && !tasks.some(task => ['conversation', 'head'].includes(task.target?.id))) ctx.title = null;
    if (ctx.response.status >= 500 && (ctx.target?.id === 'conversation' || isAct(ctx))) {
      event.preventDefault();
      if (ctx.target.id === 'conversation') stay();
      sayFailed(ctx);
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
    // What was answered and could not be shown is another matter: it was done.
    if (ctx && !ctx.live && !ctx.sent && !(ctx.response?.status < 400)) sayFailed(ctx);
  });

  document.addEventListener('submit', event => submitters.set(event.target, event.submitter), { capture: true });

  // What could not be had or done, and the way to ask again as long as the place it was asked from is there.
  function sayFailed({ sourceElement: source, target, request }) {
    if (!desk()?.dataset.view) return;
    const isOpening = target?.id === 'conversation';
    const again = isOpening ? () => (source?.isConnected && source.matches('a') ? source.click() : location.assign(request.action))
      : source?.matches?.('form') && source.isConnected ? () => source.requestSubmit(submitters.get(source)) : null;
    const words = isOpening ? desk().dataset.openFailed : desk().dataset.actFailed;
    document.dispatchEvent(new CustomEvent('desk:say', { detail: { words, again } }));
  }

  function opened() {
    shown = openId();
    if (shown) desk().dataset.open = shown;
    else delete desk().dataset.open;
    if (!shown && document.getElementById('card-customer')) desk().dataset.person = 'true';
    else delete desk().dataset.person;
    select(shown);
    scrollToNewest();
    document.dispatchEvent(new CustomEvent('desk:opened'));
  }

  document.addEventListener('htmx:after:swap', event => {
    const { ctx } = event.detail;
    if (ctx.target?.id === 'list' || isAct(ctx)) desk().dataset.view = document.querySelector('#views [aria-current=page]')?.dataset.view ?? 'waiting';
    if (ctx.target?.id === 'conversation') {
      opened();
      show('conversation');
    }
    // An act opened what is next, whoever asked for it.
    else if (ctx.target !== document.body && desk()?.dataset.view && !desk().dataset.pending && openId() !== shown) {
      opened();
      history.pushState({ htmx: true }, '', `/inbox${shown && `/${shown}`}?view=${desk().dataset.view}`);
      document.getElementById('conversation').focus({ preventScroll: true });
      if (!shown) show('list');
    }
    if (ctx.target === document.body && desk()) {
      // Back and forward bring a whole page.
      shown = openId();
      scrollToNewest();
      document.dispatchEvent(new CustomEvent('desk:opened'));
    }
  });

  document.addEventListener('htmx:after:history:push', () => {
    // A view that is chosen while a conversation is open keeps it open, also after a reload.
    if (desk() && openId() && location.pathname === '/inbox' && document.getElementById('conversation').checkVisibility()) {
      history.replaceState({ htmx: true }, '', `/inbox/${openId()}${location.search}`);
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

  // The cookie holds the language from here on: an address that is passed on names none.
  const here = new URL(location.href);
  if (here.searchParams.has('lang')) {
    here.searchParams.delete('lang');
    history.replaceState(history.state, '', here);
  }
  window.deskScreen = { isAct, openId };
  setInterval(tick, 30000);
  scrollToNewest();
})();

// One live stream for all tabs of a shop in this browser, which over HTTP/1.1 has six connections for all of them. The
// tab that holds the lock reads the stream and passes it on. Each tab keeps the number up to which it knows everything
// that it shows: whoever reads next goes on from there. A hidden tab neither reads nor listens.
(() => {
  const desk = () => document.getElementById('desk');
  if (!desk()) return;

  const { Silence, read } = window.deskStream;
  // Looking away for less than this changes nothing.
  const Grace = 10000;
  // Tabs of another version of these scripts may speak differently: each version keeps to itself.
  const version = new URL(document.currentScript.src).searchParams.get('v') ?? '';
  const name = `desk ${desk().dataset.shop} ${version}`;
  const me = `${Date.now()}-${Math.random()}`;
  // Null where tabs cannot share: then each has a stream of its own.
  let channel = navigator.locks && window.BroadcastChannel ? new BroadcastChannel(name) : null;

  // This tab: the number up to which it knows all that it shows, as long as the stream carries that.
  let last = Number(desk().dataset.events);
  let shows = new Set();
  let carried = new Set();
  let isCovered = false;

  let turn = null;
  let reader = null;
  let heardAt = 0;
  let watch = 0;

  const isWithin = (some, all) => [...some].every(thing => all.has(thing));
  const say = (kind, detail) => document.dispatchEvent(new CustomEvent(`desk:${kind}`, { detail }));

  function shown() {
    const { state, open } = desk().dataset;
    const customer = document.getElementById('card-customer')?.dataset.customer;
    const items = [...document.querySelectorAll('#panel [data-stock]')].flatMap(item => item.dataset.stock.trim().split(/\s+/));
    return new Set([
      ...state ? ['all'] : [],
      ...open ? [`conversation:${open}`] : [],
      // Who decides is told what waits, wherever it was asked for.
      ...document.querySelector('[data-approvals]') ? ['action'] : [],
      ...customer ? [`customer:${customer}`] : [],
      // So many that an address cannot hold them: then of all stock.
      ...items.length > 100 ? ['stock'] : items.map(id => `stock:${id}`),
    ]);
  }

  // What the reading tab says, to itself as well.
  function hear(message) {
    heardAt = Date.now();
    if (!reader) watchTheReader();
    switch (message.kind) {
      case 'lost': say('lost', message.isLost); break;
      case 'open':
        carried = new Set(message.carries);
        isCovered = last >= message.after && isWithin(shows, carried);
        if (!isCovered) ask();
        break;
      case 'told':
        if (isCovered && message.id <= last) break;
        if (message.event) say(message.event, message.data);
        if (isCovered) last = message.id;
        break;
    }
  }

  // Asks the reading tab for what this one is not told yet.
  function ask() {
    const wish = { kind: 'wish', from: me, shows: [...shows], last };
    if (reader) reader.wish(wish);
    else channel?.postMessage(wish);
  }

  // What the page shows now was made after the event with this number, and maybe not long after.
  function look(since) {
    const before = shows;
    shows = shown();
    if (isWithin(shows, before)) return;
    isCovered = isCovered && since >= last && isWithin(shows, carried);
    last = Math.min(last, since);
    if (turn && !isCovered) ask();
  }

  class Reader {
    #at = last;
    #from = last;
    #wishes = new Map([[me, [...shows]]]);
    #carries = new Set();
    #connection = null;
    #isReopening = false;
    #failures = 0;
    #isLost = false;

    tell(message) {
      channel?.postMessage(message);
      hear(message);
    }

    wish({ from, shows: things, last: known }) {
      this.#wishes.set(from, things);
      if (known >= this.#at && isWithin(things, this.#carries)) {
        this.tell({ kind: 'open', after: this.#at, carries: [...this.#carries] });
        this.tell({ kind: 'lost', isLost: this.#isLost });
        return;
      }
      this.#from = Math.min(this.#from, known);
      if (!this.#connection || this.#isReopening) return;
      this.#isReopening = true;
      // Together with what others ask for in the same moment.
      setTimeout(() => { this.#isReopening = false; this.#connection.abort('again'); }, 50);
    }

    forget(tab) {
      this.#wishes.delete(tab);
    }

    async run(isOn) {
      channel?.postMessage({ kind: 'who' });
      await new Promise(resolve => setTimeout(resolve, 50));
      while (isOn()) {
        const connection = this.#connection = new AbortController();
        try { await this.#read(connection); } catch { /* The loop tries again, and the banner says so. */ }
        if (!isOn()) return;
        const { reason } = connection.signal;
        if (reason === 'again') continue;
        this.#failures += 1;
        if (reason === 'silent' || this.#failures > 1) this.#lose(true);
        await this.#rest();
      }
    }

    #read(connection) {
      this.#at = Math.min(this.#at, this.#from);
      this.#from = Infinity;
      this.#carries = new Set([...this.#wishes.values()].flat());
      this.tell({ kind: 'open', after: this.#at, carries: [...this.#carries] });
      return read(
        `/events?after=${this.#at}&shows=${[...this.#carries].join(',')}`,
        connection,
        () => { this.#failures = 0; this.#lose(false); },
        block => { this.#at = block.id; this.tell({ kind: 'told', ...block }); });
    }

    #lose(isLost) {
      this.#isLost = isLost;
      this.tell({ kind: 'lost', isLost });
    }

    // Longer each time, and not all browsers at once.
    #rest() {
      const { signal } = this.#connection = new AbortController();
      const time = Math.min(500 * 2 ** Math.min(this.#failures, 5), 10000) * (0.5 + Math.random() / 2);
      return new Promise(resolve => {
        const timer = setTimeout(resolve, time);
        signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); });
      });
    }

    again() {
      this.#connection?.abort('again');
    }

    get isFailing() {
      return this.#failures > 0;
    }
  }

  function join(isForced = false) {
    const mine = turn = new AbortController();
    const isOn = () => turn === mine;
    shows = shown();
    isCovered = false;
    const lead = () => {
      if (!isOn()) return null;
      clearTimeout(watch);
      reader = new Reader();
      return reader.run(isOn);
    };
    if (!channel) { lead(); return; }
    heardAt = Date.now();
    watchTheReader();
    ask();
    navigator.locks.request(name, isForced ? { steal: true } : { signal: mine.signal }, lead)
      // Taken from us while we read, since another tab did not hear us any more; or the browser forbids locks here.
      .catch(error => {
        if (!isOn()) return;
        leave();
        if (error.name !== 'AbortError') channel = null;
        join();
      });
  }

  function leave() {
    const left = turn;
    clearTimeout(watch);
    turn = null;
    reader?.again();
    reader = null;
    left?.abort();
    channel?.postMessage({ kind: 'gone', from: me });
  }

  function takeOver() {
    leave();
    join(true);
  }

  // A tab that reads says so at every ping. One that does not hangs.
  function watchTheReader() {
    clearTimeout(watch);
    watch = setTimeout(takeOver, 2 * Silence);
  }

  // After a sleep, or in another network, a connection may be dead without anybody knowing.
  function wake(isDoubtful) {
    const quiet = Date.now() - heardAt;
    if (reader && (isDoubtful || reader.isFailing || quiet > Silence / 2)) reader.again();
    else if (!reader && turn && quiet > 2 * Silence) takeOver();
  }

  let parting = 0;
  function see() {
    clearTimeout(parting);
    if (document.visibilityState === 'hidden') parting = setTimeout(leave, Grace);
    else if (turn) wake(false);
    else join();
  }

  channel?.addEventListener('message', ({ data: message }) => {
    if (!turn) return;
    switch (message.kind) {
      case 'who': ask(); break;
      case 'wish': reader?.wish(message); break;
      case 'gone': reader?.forget(message.from); break;
      default: if (!reader) hear(message);
    }
  });

  let awakeAt = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - awakeAt > Silence / 2) wake(true);
    awakeAt = now;
  }, 5000);

  document.addEventListener('visibilitychange', see);
  window.addEventListener('online', () => wake(true));
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', event => { if (event.persisted) see(); });
  document.addEventListener('htmx:before:request', event => { event.detail.ctx.since = last; });
  document.addEventListener('htmx:after:swap', event => look(event.detail.ctx.since ?? last));
  if (document.visibilityState !== 'hidden') join();
})();

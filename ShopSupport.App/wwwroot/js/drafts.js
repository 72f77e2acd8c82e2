// What is being written is kept twice: at once in this browser, and a moment later at the desk, where every other browser
// finds it. A copy that the desk has not confirmed is dirty: it is sent again until it is.
(() => {
  const Pause = 700;
  const Again = 5000;
  const desk = () => document.getElementById('desk');
  // Of one agent in one shop: others may use this browser too.
  const owner = () => `draft:${desk()?.dataset.shop}:${desk()?.dataset.agent}:`;
  const nameOf = (conversation, kind) => `${owner()}${conversation}:${kind}`;
  const partsOf = name => name.slice(owner().length).split(':');
  const longest = () => Number(document.getElementById('composer')?.dataset.longest) || Infinity;
  let timer = 0;

  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  }

  // False where there is no room, or no storage: then a draft lives as long as its field and at the desk.
  function write(name, copy) {
    try {
      if (copy) localStorage.setItem(name, JSON.stringify(copy));
      else localStorage.removeItem(name);
      return true;
    } catch { return false; }
  }

  function tell(detail) {
    document.dispatchEvent(new CustomEvent('draft:kept', { detail }));
  }

  // One at a time of each: a later text never arrives before an earlier one.
  const underWay = new Set();
  // What is being said is no draft as long as nobody knows whether it was.
  const held = new Set();
  const said = new Map();

  async function push(name) {
    const copy = read(name);
    // What is too long to be kept at the desk stays here: the composer says so, and nothing is sent in vain.
    if (!copy?.dirty || copy.text.length > longest() || underWay.has(name) || held.has(name)) return;
    const [conversation, kind] = partsOf(name);
    underWay.add(name);
    try {
      const answer = await fetch(`/inbox/${conversation}/drafts/${kind}`, { method: 'POST', body: new URLSearchParams({ text: copy.text, key: copy.key, revision: copy.revision ?? copy.at }), keepalive: copy.text.length < 15000 });
      if (answer.status === 413 || answer.status === 404) { tell({ conversation, kind, time: null }); return; }
      if (!answer.ok) throw new Error(`A draft was answered ${answer.status}.`);
      const { at, time, isSaid, isOvertaken } = await answer.json();
      if (isSaid) { renew(name, copy, conversation); return; }
      const now = read(name);
      if (isOvertaken || now?.text !== copy.text) return;
      write(name, copy.text ? { ...now, dirty: false, at } : null);
      tell({ conversation, kind, time: copy.text ? time : '' });
    } catch {
      tell({ conversation, kind, time: null });
      later(Again);
    } finally {
      underWay.delete(name);
      const now = read(name);
      if (now?.dirty && (now.text !== copy.text || now.key !== copy.key)) push(name);
    }
  }

  // Its message was said: what was typed since is another one's beginning.
  function renew(name, copy, conversation) {
    const now = read(name);
    const form = document.getElementById('composer');
    const isHere = form?.dataset.conversation === conversation;
    if (!now) return;
    if (isHere && form.key.value === copy.key) { later(Again); return; }
    if (now.text === said.get(name)) write(name, null);
    else write(name, { ...now, key: isHere ? form.key.value : crypto.randomUUID().replaceAll('-', '') });
  }

  function later(time) {
    clearTimeout(timer);
    timer = setTimeout(pushAll, time);
  }

  function pushAll() {
    clearTimeout(timer);
    let names = [];
    try { names = Object.keys(localStorage); } catch { /* Without storage nothing was kept here. */ }
    names.filter(name => name.startsWith(owner())).forEach(push);
  }

  function keep(conversation, kind, text, key) {
    const name = nameOf(conversation, kind);
    // Greater than the one before, whatever this machine's clock does: the desk keeps the greatest.
    const revision = Math.max(Date.now(), (read(name)?.revision ?? 0) + 1);
    const isKept = write(name, { text, key, revision, dirty: true, at: Date.now() });
    later(Pause);
    return isKept;
  }

  // What the desk has not confirmed yet, and what it confirmed after the page was made, is newer than the page.
  function find(conversation, kind, text, madeAt) {
    const copy = read(nameOf(conversation, kind));
    if (copy?.dirty) later(Pause);
    if (copy?.dirty || copy?.at >= Number(madeAt)) return copy.text;
    write(nameOf(conversation, kind), null);
    return text ?? '';
  }

  function hold(conversation, kind) {
    held.add(nameOf(conversation, kind));
  }

  function release(conversation, kind) {
    held.delete(nameOf(conversation, kind));
    later(Pause);
  }

  // That text was said; what was typed since stays.
  function forget(conversation, kind, text) {
    const name = nameOf(conversation, kind);
    said.set(name, text);
    if (read(name)?.text === text) write(name, null);
  }

  window.addEventListener('pagehide', pushAll);
  window.addEventListener('online', pushAll);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') pushAll(); });
  document.addEventListener('desk:lost', event => { if (!event.detail) pushAll(); });
  window.addEventListener('storage', event => {
    if (event.key?.startsWith(owner())) {
      const [conversation, kind] = partsOf(event.key);
      document.dispatchEvent(new CustomEvent('draft:elsewhere', { detail: { conversation, kind, text: read(event.key)?.text ?? '' } }));
    }
  });

  window.deskDrafts = { find, forget, hold, keep, release };
})();

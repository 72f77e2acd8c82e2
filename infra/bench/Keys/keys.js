// Runs in every page before the desk's own scripts. For each Enter on a row: when the key was pressed, when its request
// went out and was answered, when the answer was put in, and when the frame that shows it was painted.
(() => {
  let pressed = null;
  let first = 0;
  let told = null;

  const panel = () => document.getElementById('panel')?.firstElementChild ?? null;

  window.keysBench = {
    // The next Enter's times, in milliseconds.
    measured: () => new Promise(resolve => { told = resolve; }),
    firstView: () => first,
  };

  addEventListener('keydown', event => {
    const row = event.target.closest?.('#rows a.row');
    if (event.key !== 'Enter' || !row) return;
    performance.clearResourceTimings();
    pressed = { id: row.dataset.id, address: row.href, key: event.timeStamp, panel: panel() };
  }, { capture: true });

  addEventListener('htmx:before:swap', () => { if (pressed) pressed.swap ??= performance.now(); }, { capture: true });

  // Last of all listeners: whatever the desk's scripts do with what came is done.
  addEventListener('htmx:finally:swap', () => {
    const { id, swap, panel: before } = pressed ?? {};
    // Conversation and panel both: another swap, of the list or of an event, ends nothing.
    if (!swap || document.getElementById('thread')?.dataset.conversation !== id || panel() === before || panel() === null) {
      if (pressed) delete pressed.swap;
      return;
    }
    const mine = pressed;
    pressed = null;
    mine.swapped = performance.now();
    // The first callback comes before the frame with the change is laid out and painted, the second before the next one:
    // by then the first is painted. Up to one frame (17 ms) of that is waiting for the screen's beat.
    requestAnimationFrame(() => {
      mine.frame = performance.now();
      requestAnimationFrame(() => tell(mine, performance.now()));
    });
  });

  function tell({ address, key, swap, swapped, frame }, painted) {
    const [request] = performance.getEntriesByName(address).filter(entry => entry.entryType === 'resource');
    told?.({
      whole: painted - key,
      asking: request.requestStart - key,
      server: request.responseStart - request.requestStart,
      reading: swap - request.responseStart,
      swap: swapped - swap,
      paint: painted - swapped,
      beat: frame - swapped,
      bytes: request.encodedBodySize,
    });
    told = null;
  }

  new PerformanceObserver(list => { first = list.getEntries().at(-1).startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
})();

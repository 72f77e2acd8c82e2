// One connection of the live stream: its blocks one by one, until it ends. One that says nothing any more is given up.
(() => {
  // The server says something at least every 15 s: after this long without a byte nobody is there.
  const Silence = 40000;

  function parse(block) {
    const fields = Object.fromEntries(block.split('\n').filter(line => line && line[0] !== ':').map(line => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
    }));
    return { id: Number(fields.id), event: fields.event, data: fields.data && JSON.parse(fields.data) };
  }

  // Aborts the connection itself, for the reason 'silent', when nothing came for too long.
  async function read(address, connection, opened, told) {
    const watch = () => setTimeout(() => connection.abort('silent'), Silence);
    let timer = watch();
    let rest = null;
    try {
      const response = await fetch(address, { headers: { Accept: 'text/event-stream' }, cache: 'no-store', signal: connection.signal });
      if (!response.ok) throw new Error(`The stream answered ${response.status}.`);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = watch();
        if (rest === null) opened();
        const blocks = ((rest ?? '') + value).split('\n\n');
        rest = blocks.pop();
        blocks.map(parse).filter(block => block.id >= 0).forEach(told);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  window.deskStream = { Silence, read };
})();

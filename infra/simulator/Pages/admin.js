// The admin around the app's frame: answers what the app's bridge asks.
const frame = document.querySelector("iframe");
const { app, handle, store } = document.body.dataset;
const appOrigin = new URL(frame.src).origin;
const tell = (message) => frame.contentWindow.postMessage({ from: "admin", ...message }, appOrigin);

const change = async (scopes, method) => {
  for (const scope of scopes) {
    const response = await fetch(`/simulator/${store}/scopes/${scope}`, { method });
    if (!response.ok) throw new Error(await response.text());
  }
};
const answers = {
  "id-token": async () => {
    const response = await fetch(`/store/${store}/apps/${handle}/id-token`, { method: "POST" });
    if (!response.ok) throw new Error("The admin gives no token.");
    return response.text();
  },
  user: async () => ({ id: "1", accountAccess: "full", accountType: "regular" }),
  scopes: async () => (await fetch(`/store/${store}/apps/${handle}/scopes`)).json(),
  "scopes-request": async (scopes) => {
    if (!confirm(`Grant ${scopes.join(", ")}?`)) return { result: "declined-all", detail: await answers.scopes() };
    await change(scopes, "POST");
    return { result: "granted-all", detail: await answers.scopes() };
  },
  "scopes-revoke": async (scopes) => {
    await change(scopes, "DELETE");
    return { detail: await answers.scopes() };
  },
  leave: async () => {
    if (!confirm("Leave page with unsaved changes?")) throw new Error("The user stays.");
  },
};

const says = {
  toast: ({ message, isError, duration }) => {
    const toast = Object.assign(document.createElement("div"), { className: isError ? "toast error" : "toast", textContent: message, role: "status" });
    document.querySelector("#toasts").append(toast);
    setTimeout(() => toast.remove(), duration);
  },
  "save-bar": ({ isShown }) => { document.querySelector("#save-bar").hidden = !isShown; },
  loading: (isLoading) => { document.querySelector("#loading").hidden = !isLoading; },
  location: (path) => history.replaceState(null, "", `/store/${store}/apps/${handle}${path}`.replace(/([?&])(id_token|hmac|timestamp|session|host|shop|embedded|locale)=[^&]*/g, "$1").replace(/[?&]+$/, "")),
  menu: (links) => {
    document.querySelector("#menu").replaceChildren(...links.map(({ href, text }) => {
      const link = Object.assign(document.createElement("a"), { href, textContent: text });
      link.addEventListener("click", (event) => { event.preventDefault(); tell({ type: "navigate", detail: href }); });
      return link;
    }));
  },
  open: (path) => { location.href = `/store/${store}${path}`; },
};

addEventListener("message", async ({ origin, source, data }) => {
  if (origin !== appOrigin || source !== frame.contentWindow || data?.from !== "app") return;
  if (!data.id) {
    says[data.type]?.(data.detail);
    return;
  }
  try {
    tell({ type: "answer", id: data.id, detail: await answers[data.type](data.detail) });
  } catch (error) {
    tell({ type: "answer", id: data.id, error: error.message });
  }
});
document.querySelector("#save-bar").addEventListener("click", ({ target }) => { if (target.value) tell({ type: target.value }); });

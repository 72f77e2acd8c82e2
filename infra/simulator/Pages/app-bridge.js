// Stands in for Shopify's App Bridge inside the simulator's admin: the same names, the same manners, and no more than that.
// It talks with the admin around it by messages; an app must not rely on how.
(() => {
  const script = document.currentScript;
  const admin = new URL(script.src).origin;
  const query = new URLSearchParams(location.search);
  const remembered = JSON.parse(sessionStorage.getItem("shopify-config") ?? "{}");
  const config = {
    apiKey: script.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.content,
    shop: query.get("shop") ?? remembered.shop,
    host: query.get("host") ?? remembered.host,
    locale: query.get("locale") ?? remembered.locale ?? "en",
  };
  if (!config.apiKey) throw new Error("App Bridge: the script needs data-api-key, or the page a meta shopify-api-key.");
  sessionStorage.setItem("shopify-config", JSON.stringify(config));

  let asked = 0;
  const waiting = new Map();
  const ask = (type, detail) => new Promise((resolve, reject) => {
    asked += 1;
    waiting.set(asked, { resolve, reject });
    parent.postMessage({ from: "app", id: asked, type, detail }, admin);
  });
  const tell = (type, detail) => parent.postMessage({ from: "app", type, detail }, admin);

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== admin || source !== parent || data?.from !== "admin") return;
    if (data.type === "answer") {
      const { resolve, reject } = waiting.get(data.id) ?? {};
      waiting.delete(data.id);
      data.error ? reject?.(new Error(data.error)) : resolve?.(data.detail);
    } else if (data.type === "navigate") {
      navigate(data.detail);
    } else if (data.type === "save" || data.type === "discard") {
      pressed(data.type);
    }
  });

  // A link of the navigation was clicked: whoever listens does it, else the page is loaded.
  const navigate = (href) => {
    const link = [...document.querySelectorAll("s-app-nav s-link, s-app-nav a, ui-nav-menu a")].find((one) => one.getAttribute("href") === href);
    const event = new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true });
    if ((link ?? document).dispatchEvent(event)) location.href = href;
  };

  const idToken = () => ask("id-token");
  const isOwn = (url) => url.hostname === location.hostname || url.hostname.endsWith(`.${location.hostname}`);
  const plainFetch = window.fetch.bind(window);
  const signed = async (request) => {
    const copy = new Request(request);
    copy.headers.set("Authorization", `Bearer ${await idToken()}`);
    if (!copy.headers.has("Accept-Language")) copy.headers.set("Accept-Language", config.locale);
    return copy;
  };
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!isOwn(new URL(request.url)) || request.headers.has("Authorization")) return plainFetch(request);
    const again = request.clone();
    const response = await plainFetch(await signed(request));
    return response.status === 401 && response.headers.has("X-Shopify-Retry-Invalid-Session-Request") ? plainFetch(await signed(again)) : response;
  };

  // The save bar: of a form that asks for one, or of an element of its own.
  let saving = null;
  const showBar = (bar) => { saving = bar; tell("save-bar", { isShown: true }); };
  const hideBar = () => { saving = null; tell("save-bar", { isShown: false }); };
  const pressed = (which) => {
    if (saving instanceof HTMLFormElement) {
      which === "save" ? saving.requestSubmit() : saving.reset();
    } else {
      saving?.querySelector(which === "save" ? 'button[variant="primary"]' : 'button:not([variant="primary"])')?.click();
    }
  };
  addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-save-bar]");
    if (form) showBar(form);
  });
  addEventListener("submit", ({ target }) => { if (target === saving) hideBar(); });
  addEventListener("reset", ({ target }) => { if (target === saving) hideBar(); });
  // A bar belongs to what asked for it: it goes with it, and with the page.
  addEventListener("DOMContentLoaded", () => {
    hideBar();
    new MutationObserver(() => { if (saving && !saving.isConnected) hideBar(); }).observe(document.body, { childList: true, subtree: true });
  });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) hideBar(); });

  const bar = (id) => document.getElementById(id) ?? (() => { throw new Error(`App Bridge: there is no save bar ${id}.`); })();
  const dialog = (id) => document.getElementById(id) ?? (() => { throw new Error(`App Bridge: there is no modal ${id}.`); })();
  let toasts = 0;
  window.shopify = {
    config,
    origin: admin,
    ready: Promise.resolve(),
    environment: { mobile: false, embedded: window !== parent, pos: false },
    loading: (isLoading = true) => tell("loading", isLoading),
    idToken,
    user: () => ask("user"),
    toast: {
      show: (message, options = {}) => {
        toasts += 1;
        tell("toast", { id: toasts, message, isError: options.isError === true, duration: options.duration ?? 5000 });
        return String(toasts);
      },
      hide: (id) => tell("toast-hide", id),
    },
    saveBar: {
      show: async (id) => showBar(bar(id)),
      hide: async () => hideBar(),
      toggle: async (id) => (saving ? hideBar() : showBar(bar(id))),
      leaveConfirmation: () => (saving ? ask("leave") : Promise.resolve()),
    },
    modal: {
      show: async (id) => { dialog(id).setAttribute("open", ""); dialog(id).dispatchEvent(new Event("show")); },
      hide: async (id) => { dialog(id).removeAttribute("open"); dialog(id).dispatchEvent(new Event("hide")); },
      toggle: async (id) => (dialog(id).hasAttribute("open") ? shopify.modal.hide(id) : shopify.modal.show(id)),
    },
    scopes: {
      query: () => ask("scopes"),
      request: (optional) => ask("scopes-request", optional),
      revoke: (optional) => ask("scopes-revoke", optional),
    },
    webVitals: { onReport: () => {} },
  };

  // The admin's address follows the app's, and its menu the app's navigation.
  const follow = () => tell("location", location.pathname + location.search);
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (...given) => { plain(...given); follow(); };
  }
  addEventListener("popstate", follow);
  const menu = () => tell("menu", [...document.querySelectorAll("s-app-nav s-link, s-app-nav a, ui-nav-menu a")]
    .filter((link) => link.getAttribute("rel") !== "home")
    .map((link) => ({ href: link.getAttribute("href"), text: link.textContent.trim() })));
  addEventListener("DOMContentLoaded", () => {
    menu();
    new MutationObserver(menu).observe(document.body, { childList: true, subtree: true });
  });

  // shopify://admin/… leads out of the frame.
  addEventListener("click", (event) => {
    const href = event.target.closest?.("a[href], s-link[href]")?.getAttribute("href");
    if (href?.startsWith("shopify://admin/")) {
      event.preventDefault();
      tell("open", href.slice("shopify://admin".length));
    }
  });
  const plainOpen = window.open.bind(window);
  window.open = (url, target, ...more) => {
    if (target === "_top" && String(url).startsWith("shopify://admin/")) return tell("open", String(url).slice("shopify://admin".length)), null;
    return plainOpen(url, target, ...more);
  };

  // The bounce page: back to where one wanted to go, with a token.
  const reload = query.get("shopify-reload");
  if (reload) {
    idToken().then((token) => {
      const to = new URL(reload, location.href);
      if (to.origin !== location.origin) throw new Error("App Bridge: shopify-reload leads out of the app.");
      for (const [name, value] of Object.entries({ ...config, embedded: "1", id_token: token })) {
        if (name !== "apiKey" && value) to.searchParams.set(name, value);
      }
      location.replace(to);
    });
  } else {
    follow();
  }
})();

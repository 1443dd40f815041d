// Brings a prerendered page to life: readies what the client would stumble
// over, loads it with a true measure of progress, hands over what the visitor
// did meanwhile, keeps the page for offline use, and says in a sentence what
// went wrong and what to do. Reading never waits for any of it.
"use strict";
(() => {
  const { base, client, size, exec, role, rehearse, embeds } = document.currentScript.dataset;
  const html = document.documentElement;
  const root = document.body.firstElementChild;
  const loader = document.getElementById("loader");
  const notes = document.getElementById("notes");

  // ---------------------------------------------------------------- notes

  // A note is a sentence with what can be done about it.
  function note(kind, text, ...actions) {
    const box = document.createElement("div");
    box.className = "note note-" + kind;
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words);
    for (const [label, act] of [...actions, ["Close", () => {}]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => {
        box.remove();
        act();
      });
      box.append(button);
    }
    notes.querySelector(".note-" + kind)?.remove();
    notes.append(box);
    return box;
  }

  const reload = ["Reload", () => location.reload()];
  // Other scripts of the page have something to say, too.
  addEventListener("say", (e) => note("error", e.detail));

  // ------------------------------------------------- what the client needs

  // The client stops on an address with a malformed escape, at the start and
  // whenever the address changes. This listener is there before the client's.
  function mendAddress() {
    const { pathname, search, hash } = location;
    const mended = (pathname + hash).replace(/%(?![0-9a-fA-F]{2})/g, "%25");
    const at = (mended + "#").indexOf("#");
    const settings = framed ? embedded(mended.slice(at)) : mended.slice(at);
    if (mended.slice(0, at) + settings !== pathname + hash) {
      history.replaceState(history.state, "", mended.slice(0, at) + search + settings);
    }
  }

  // In a frame a figure stands alone, also where the link does not ask for it.
  const framed = parent !== window && embeds !== undefined;
  const isEmbed = /[#&]embed=1(&|$)/;
  function embedded(hash) {
    if (isEmbed.test(hash)) return hash;
    const rest = hash.slice(1).split("&").filter((s) => s.includes("=") && !s.startsWith("embed="));
    return "#" + ["embed=1", ...rest].join("&");
  }

  // It stops, too, where reading the storage throws, as it does in browsers
  // that are told to keep nothing. There it gets one that forgets.
  function lendStorage(name) {
    try {
      void window[name].length;
    } catch {
      const kept = new Map();
      const value = {
        get length() { return kept.size; },
        key: (i) => [...kept.keys()][i] ?? null,
        getItem: (k) => kept.get(String(k)) ?? null,
        setItem: (k, v) => void kept.set(String(k), String(v)),
        removeItem: (k) => void kept.delete(String(k)),
        clear: () => kept.clear(),
      };
      try {
        Object.defineProperty(window, name, { value, configurable: true });
      } catch {
        // The client will say that it could not start.
      }
    }
  }

  // Links, and the places on a page that they lead to, stay the browser's own
  // business: it knows about modified clicks, and about where the reader was.
  // The client is told only of addresses that carry a figure's settings, or, on a
  // figure's own page, of the bare one, which means the defaults.
  const carriesSettings = () => /[#&][\w-]+=/.test(location.hash);
  const bare = () => location.hash.length < 2 && document.querySelector(".figure-page");

  // A link may ask for the figure alone, for a frame in somebody's notes. It then
  // tells that page how high it is, and asks the visitor for nothing.
  const alone = () => html.toggleAttribute("data-embed", isEmbed.test(location.hash));
  mendAddress();
  if (alone() && parent !== window) {
    // Before the client shows the one picture that was asked for, the page has all of
    // them, which is no height that anybody wants.
    const tell = () => {
      if (html.matches("[data-live], [data-failed]")) parent.postMessage({ type: "attention-experts:height", height: html.offsetHeight }, "*");
    };
    new ResizeObserver(tell).observe(html);
    new MutationObserver(tell).observe(html, { attributeFilter: ["data-live", "data-failed"] });
  }

  addEventListener("popstate", (e) => {
    mendAddress();
    alone();
    if (!carriesSettings() && !bare()) e.stopImmediatePropagation();
  });
  document.addEventListener("click", (e) => {
    e.stopPropagation();
    // The way past the header leaves the address, and a figure's settings in it,
    // alone.
    if (e.target.closest(".skip")) {
      e.preventDefault();
      document.getElementById("main").focus();
    }
  });
  lendStorage("localStorage");
  lendStorage("sessionStorage");
  window.goappGetenv = (name) => (name === "GOAPP_ROOT_PREFIX" ? base : "");

  const visitor = watchVisitor(root);

  // Until the client is there a figure shows its first state, which is not the
  // one that the link asks for.
  if (carriesSettings()) html.dataset.linked = "";

  // ------------------------------------------------------------- the client

  // Work that would make the page wait is done by the same client in another
  // role: compiled once, it costs no second download.
  function lendWorkers(module) {
    window.startWorker = (as) => {
      try {
        const worker = new Worker(role);
        worker.postMessage({ module, exec, role: as });
        return worker;
      } catch {
        return null; // the client then does the work itself, in small pieces
      }
    };
  }

  // What a page without figures could not do is all that it is there for.
  const figures = document.querySelector("figure.fig") !== null;

  function failed(err) {
    loader.hidden = true;
    delete html.dataset.linked;
    html.dataset.failed = "";
    const why = err instanceof TypeError && !navigator.onLine ? "there is no network" : String(err.message ?? err);
    note("error", figures
      ? "The figures could not be brought to life (" + why + "). The text is all here: you can read on, or try again."
      : "This page could not be brought to life (" + why + "). Nothing that you keep is lost: try again.", reload);
  }

  function stopped() {
    delete html.dataset.live;
    html.dataset.failed = "";
    note("error", "Something in this page went wrong, and " + (figures ? "its figures no longer answer" : "it no longer answers") +
      ". What you read stays; reloading starts it anew. " +
      "If it happens again with this link, open the page without what follows the # in its address.",
    reload, ["Open without the link’s settings", () => { location.replace(location.pathname); }]);
  }

  // A crash in what the browser calls does not end the program as the program sees
  // it; but nothing can be trusted after it.
  function crashed(e) {
    const err = e.error ?? e.reason;
    if ("live" in html.dataset && (err instanceof RangeError || err instanceof WebAssembly.RuntimeError)) stopped();
  }
  addEventListener("error", crashed);
  addEventListener("unhandledrejection", crashed);

  // What can wait does so until what the visitor sees has come to life as well, and
  // the browser has nothing to do, or has had no time for long.
  const idle = async () => {
    await new Promise((done) => setTimeout(done, 500));
    await new Promise((done) => (window.requestIdleCallback ? requestIdleCallback(done, { timeout: 3000 }) : done()));
  };

  // start returns when the page is the client's, and all that the visitor waits for
  // is done.
  async function start() {
    if (typeof WebAssembly !== "object" || typeof Go !== "function") {
      throw new Error("this browser cannot run WebAssembly");
    }
    const { module, goOn } = await compileClient({ client, exec, rehearse, base }, (bytes) => {
      loader.firstElementChild.value = Math.min(bytes, size);
    });
    const go = new Go();
    const instance = await WebAssembly.instantiate(module, go.importObject);
    lendWorkers(module);
    await new Promise((done) => {
      // The client says when it is about to mount the page.
      window.mounting = () => mount(done);
      performance.mark("run");
      // It runs until the page goes; where it ends before, it has broken down.
      go.run(instance).then(stopped, stopped).then(done);
    });
    await idle();
    goOn();
  }

  function mount(done) {
    // The browser has scrolled to the part that the address names, and the
    // reader may have gone on from there: the client, which would scroll back,
    // does not see it.
    const part = carriesSettings() ? "" : location.hash;
    const show = (hash) => history.replaceState(history.state, "", location.pathname + location.search + hash);
    if (part) show("");
    visitor.stop();
    adopt(root, (live) => {
      loader.hidden = true;
      delete html.dataset.linked;
      html.dataset.live = "";
      performance.mark("live");
      if (part) show(part);
      visitor.handOver(live);
      done();
    });
  }

  // -------------------------------------------------------------- installed

  // The browser's question whether to install the site is kept for when the
  // reader wants it. Who embeds a figure asks for nothing.
  const keepPrompt = (e) => {
    e.preventDefault();
    window.installPrompt = e.type === "beforeinstallprompt" && !alone() ? e : null;
    dispatchEvent(new Event("installable"));
  };
  addEventListener("beforeinstallprompt", keepPrompt);
  addEventListener("appinstalled", keepPrompt);

  // Only figures live in a frame. What a page keeps could be changed there by a
  // press that was meant for something else: the page around it may lie over it.
  function refuse() {
    const words = document.createElement("p");
    words.className = "narrow";
    const link = document.createElement("a");
    Object.assign(link, { href: location.href, target: "_blank", rel: "noopener", textContent: document.title });
    words.append("This page can be used in a tab of its own: ", link, ". Inside another page only the lesson’s figures can.");
    root.replaceChildren(words);
    loader.hidden = true;
  }

  if (parent !== window && !framed) {
    refuse();
    return;
  }
  // The copy for offline use is fetched when the page itself has all it needs.
  start()
    .catch(failed)
    .then(() => alone() || keepOffline(base, note))
    .catch((err) => console.warn("This page cannot be kept for offline use:", err));
})();

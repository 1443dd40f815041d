// Brings a prerendered page to life: readies what the client would stumble
// over, loads it with a true measure of progress, hands over what the visitor
// did meanwhile, keeps the page for offline use, and says in a sentence what
// went wrong and what to do. Reading never waits for any of it.
"use strict";
(() => {
  const { base, client, size, exec, role: roleScript, rehearse, embeds } = document.currentScript.dataset;
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
    new ResizeObserver(() => parent.postMessage({ type: "attention-experts:height", height: html.offsetHeight }, "*")).observe(html);
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

  // Until the client is there a figure shows its first state, which is not the
  // one that the link asks for.
  if (carriesSettings()) html.dataset.linked = "";

  // --------------------------------------------- what is done before it lives

  // The client gives the page its own first state. What the visitor did before is
  // carried over: focus, open folds, what was typed, and the last button that was
  // pressed, unless that is long ago.
  const before = { focus: null, open: new Set(), typed: new Map(), pressed: null };
  const recent = 4000; // ms

  const pathOf = (e) => {
    const path = [];
    for (; e && e !== root; e = e.parentElement) path.unshift([...e.parentElement.children].indexOf(e));
    return e ? path.join(" ") : null;
  };
  const find = (path, live) => path.split(" ").filter(Boolean).reduce((e, i) => e?.children[i], live);

  const watch = {
    focusin: (e) => { before.focus = pathOf(e.target); },
    // Where the element goes away under the focus, this comes too late to count.
    focusout: () => { const was = before.focus; setTimeout(() => { if (before.focus === was) before.focus = null; }); },
    toggle: (e) => { before.open[e.target.open ? "add" : "delete"](pathOf(e.target)); },
    input: (e) => { before.typed.set(pathOf(e.target), e.target); },
    click: (e) => {
      const button = e.target.closest("[data-do]");
      if (button) before.pressed = { path: pathOf(button), at: performance.now() };
    },
    submit: (e) => { e.preventDefault(); },
  };
  const watched = new AbortController();
  for (const [event, f] of Object.entries(watch)) root.addEventListener(event, f, { capture: true, signal: watched.signal });
  // A piece of a long page that the visitor has touched is to be alive at once.
  for (const event of ["focusin", "input", "click"]) {
    root.addEventListener(event, (e) => {
      const slot = e.target.closest("[data-slot]");
      if (slot) slot.dataset.touched = "yes";
    }, { capture: true, signal: watched.signal });
  }
  if (root.contains(document.activeElement)) before.focus = pathOf(document.activeElement);

  // What was done stands in elements that the client may make its own: it is read
  // off them before that.
  function stopWatching() {
    watched.abort();
    for (const [path, e] of before.typed) {
      before.typed.set(path, { tag: e.tagName, value: e.type === "file" ? null : e.value, files: e.files, checked: e.checked });
    }
  }

  function handOver(live) {
    for (const path of before.open) find(path, live)?.setAttribute("open", "");
    for (const [path, was] of before.typed) {
      const is = find(path, live);
      if (is?.tagName !== was.tag) continue;
      if (was.value === null) is.files = was.files;
      else is.value = was.value;
      is.checked = was.checked;
      is.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const focus = before.focus !== null && find(before.focus, live);
    if (focus && focus !== document.activeElement) focus.focus({ preventScroll: true });
    if (before.pressed && performance.now() - before.pressed.at < recent) find(before.pressed.path, live)?.click();
  }

  // ------------------------------------------------------------- the client

  function progress(bytes) {
    loader.firstElementChild.value = Math.min(bytes, size);
  }

  // Counts a copy of what comes: the response itself goes to the compiler as it
  // is, so that the browser may use code that it has compiled before.
  async function count(copy) {
    const reader = copy.body.getReader();
    for (let bytes = 0, r; !(r = await reader.read()).done; ) progress((bytes += r.value.byteLength));
  }

  // What is kept for offline use is there at once.
  const counts = () => !navigator.serviceWorker?.controller;

  // The client is compiled, and rehearsed, in another thread: the page waits for
  // neither. Once compiled, it rehearses for so long at most.
  const patience = 2000; // ms
  function compileAside() {
    return new Promise((done, fail) => {
      const worker = new Worker(rehearse);
      let module = null;
      worker.addEventListener("message", ({ data }) => {
        if (data.bytes) progress(data.bytes);
        if (data.module) {
          module = data.module;
          setTimeout(() => done(module), patience);
        }
        if (data.rehearsed) {
          performance.mark("rehearsed");
          done(module);
        }
        if (data.done) performance.mark("rehearsed all");
      });
      worker.addEventListener("error", (e) => {
        e.preventDefault();
        if (module) done(module);
        else fail(e);
      });
      worker.postMessage({ client: new URL(client, location.href).href, exec, base, address: location.href, counts: counts() });
    });
  }

  async function compileHere() {
    const response = await fetch(client);
    if (!response.ok) throw new Error("the server answered " + response.status);
    if (!WebAssembly.compileStreaming || response.headers.get("Content-Type") !== "application/wasm") {
      return WebAssembly.compile(await response.arrayBuffer());
    }
    if (counts()) count(response.clone()).catch(() => {});
    return WebAssembly.compileStreaming(response);
  }

  // Work that would make the page wait is done by the same client in another
  // role: compiled once, it costs no second download.
  function lendWorkers(module) {
    window.startWorker = (role) => {
      try {
        const worker = new Worker(roleScript);
        worker.postMessage({ module, exec, role });
        return worker;
      } catch {
        return null; // the client then does the work itself, in small pieces
      }
    };
  }

  function failed(err) {
    loader.hidden = true;
    delete html.dataset.linked;
    html.dataset.failed = "";
    const why = err instanceof TypeError && !navigator.onLine ? "there is no network" : String(err.message ?? err);
    note("error", "The figures could not be brought to life (" + why + "). The text is all here: you can read on, or try again.", reload);
  }

  function stopped() {
    delete html.dataset.live;
    html.dataset.failed = "";
    note("error", "Something in this page went wrong, and its figures no longer answer. What you read stays; reloading starts it anew. " +
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

  async function start() {
    if (typeof WebAssembly !== "object" || typeof Go !== "function") {
      throw new Error("this browser cannot run WebAssembly");
    }
    const go = new Go();
    const module = await compileAside().catch(compileHere);
    const instance = await WebAssembly.instantiate(module, go.importObject);
    lendWorkers(module);
    // The browser has scrolled to the part that the address names, and the
    // reader may have gone on from there: the client, which would scroll back,
    // does not see it.
    const part = carriesSettings() ? "" : location.hash;
    const show = (hash) => history.replaceState(history.state, "", location.pathname + location.search + hash);
    if (part) show("");
    // The client says when it is about to mount the page.
    window.mounting = () => {
      stopWatching();
      adopt(root, (live) => {
        loader.hidden = true;
        delete html.dataset.linked;
        html.dataset.live = "";
        performance.mark("live");
        if (part) show(part);
        handOver(live);
      });
    };
    // It runs until the page goes; where it ends before, it has broken down.
    performance.mark("run");
    go.run(instance).then(stopped, stopped);
    performance.mark("ran");
  }

  // ------------------------------------------------------- offline, installed

  // The browser's question whether to install the site is kept for when the
  // reader wants it. Who embeds a figure asks for nothing.
  const keepPrompt = (e) => {
    e.preventDefault();
    window.installPrompt = e.type === "beforeinstallprompt" && !alone() ? e : null;
    dispatchEvent(new Event("installable"));
  };
  addEventListener("beforeinstallprompt", keepPrompt);
  addEventListener("appinstalled", keepPrompt);

  // A new version costs nobody what is being written: where that would be lost,
  // the page says so, and the reader decides.
  const renew = (go) => () => {
    if (dispatchEvent(new Event("renewing", { cancelable: true }))) go();
    else note("update", "Something that you are writing on this page is not saved, and reloading would lose it.", ["Reload all the same", go]);
  };

  async function keepOffline() {
    if (!("serviceWorker" in navigator) || alone()) return;
    const workers = navigator.serviceWorker;
    let controlled = Boolean(workers.controller);
    let asked = false;

    const ready = () => {
      window.offlineReady = true;
      dispatchEvent(new Event("offlineready"));
    };
    const offer = (worker) =>
      note("update", "A new version of this lesson is ready.", ["Reload", renew(() => {
        asked = true;
        worker.addEventListener("statechange", () => worker.state === "activated" && location.reload());
        worker.postMessage("take over");
      })]);
    const follow = (worker, first) => {
      worker.addEventListener("statechange", () => {
        if (first && worker.state === "activated") {
          const box = note("ready", "Ready to work offline: this lesson now opens without a network.");
          setTimeout(() => box.remove(), 10000); // /about/ says it too
          ready();
        }
        if (!first && worker.state === "installed") offer(worker);
      });
    };

    workers.addEventListener("controllerchange", () => {
      if (controlled && !asked) note("update", "A new version of this lesson was opened in another tab. This tab still shows the old one.", ["Reload", renew(() => location.reload())]);
      controlled = true;
    });
    const registration = await workers.register(base + "sw.js", { updateViaCache: "none" });
    const isFirst = () => !registration.active && !registration.waiting;
    registration.addEventListener("updatefound", () => follow(registration.installing, isFirst()));
    if (registration.active) ready();
    if (registration.waiting) offer(registration.waiting);
    else if (registration.installing) follow(registration.installing, isFirst());
  }

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
    .then(keepOffline)
    .catch((err) => console.warn("This page cannot be kept for offline use:", err));
})();

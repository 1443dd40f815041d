// Fetches and compiles the client away from the page, and lets it rehearse there.
// Browsers compile a function when it is first called, and hold up the page that
// calls it: a client that takes over calls more than a thousand at once. What is
// compiled here is compiled for the page too. Nothing depends on it but time: where
// anything goes wrong here, the page does without.
"use strict";
(() => {
  // nothing is what the client finds on the stage that it rehearses on: whatever is
  // asked of it is there, can be called, and does and keeps nothing. Some answers must
  // be of a kind.
  const kinds = new Map();
  const kind = (answer, ...names) => names.forEach((name) => kinds.set(name, answer));
  const nothing = new Proxy(function () {}, {
    get: (_, name) => (kinds.has(name) ? kinds.get(name) : nothing),
    set: () => true,
    apply: () => nothing,
    construct: () => nothing,
  });
  kind(0, "length", "top", "bottom", "left", "right", "width", "height", "scrollX", "scrollY", "innerWidth", "innerHeight", "clientWidth", "clientHeight");
  kind("", "hash", "value", "textContent");
  kind(false, "hidden", "checked", "persisted", "onLine");
  kind({}, "dataset", "prototype");
  kind(null, "activeElement", "controller");
  kind(() => "", Symbol.toPrimitive);
  kind(() => null, "getElementById", "closest", "getItem", "getAttribute", "key");
  kind(() => false, "matches", "hasAttribute", "contains", "checkVisibility");
  // What was prerendered is there.
  kind((selector) => (selector.startsWith("[data-slot") ? nothing : null), "querySelector");

  // What can be reached from here, before the client's own things are.
  const reachable = [];
  for (const name in self) reachable.push(name);
  const give = (name, value) => Object.defineProperty(self, name, { value, configurable: true, writable: true });

  // prepare puts nothing in the place of all that could be reached from here. It
  // returns when the client has mounted the page, what it does when the reader comes
  // near something or moves a slider, and how to end it.
  function prepare(base, page) {
    const { setTimeout } = self;
    const kept = new Set(["self", "performance", "crypto", "setTimeout", "clearTimeout", "onmessage", "onerror"]);
    for (const name of reachable) if (!kept.has(name)) give(name, nothing);
    for (const name of ["document", "history", "localStorage", "sessionStorage", "requestAnimationFrame", "ResizeObserver", "Storage",
      "BroadcastChannel", "Worker", "SharedWorker", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource"]) give(name, nothing);
    const { origin, host, protocol, pathname } = new URL(page);
    give("location", { href: origin + pathname, origin, host, protocol, pathname, search: "", hash: "" });
    give("goappGetenv", (name) => (name === "GOAPP_ROOT_PREFIX" ? base : ""));
    give("matchMedia", () => ({ matches: false, addEventListener() {} }));
    give("mounting", nothing);
    give("innerWidth", 0);
    give("innerHeight", 0);
    const near = [], steps = [];
    give("rehearsing", (step) => steps.push(step));
    give("startWorker", nothing);
    give("IntersectionObserver", class {
      constructor(come) { this.come = come; }
      observe(target) { near.push(() => this.come([{ isIntersecting: true, target }])); }
      unobserve() {}
      disconnect() {}
    });
    let over = false;
    give("setTimeout", (f, ms) => setTimeout(() => over || f(), ms));
    const mounted = new Promise((done) => kind(() => done(), "replaceChild"));
    return { mounted, near, steps, end: () => { over = true; } };
  }

  // turn lets what waits be done first.
  const turn = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  });

  self.onmessage = async ({ data: { client, exec, base, page, counts } }) => {
    const tell = self.postMessage.bind(self);
    const coming = fetch(client);
    importScripts(exec);
    const response = await coming;
    if (!response.ok) throw new Error("the server answered " + response.status);
    if (counts) countBytes(response.clone(), (bytes) => tell({ bytes })).catch(() => {});
    const module = await WebAssembly.compileStreaming(response);
    // The page may take over before all is rehearsed.
    const alive = new Promise((done) => { self.onmessage = done; });
    tell({ module });

    const { mounted, near, steps, end } = prepare(base, page);
    const go = new Go();
    const ended = WebAssembly.instantiate(module, go.importObject).then((instance) => go.run(instance)).then(() => { throw new Error("the client has ended"); });
    await Promise.race([mounted, ended]);
    await turn();
    near.shift()?.();
    await turn();
    tell({ rehearsed: true });
    // The page takes over now. When it has, what the hand may move is rehearsed, too,
    // and the rest of a long page once the reader begins to go through it. A figure
    // shows a step in a few turns.
    await alive;
    const moves = new Promise((done) => { self.onmessage = done; });
    const play = async () => {
      for (let next; (next = steps.shift()); ) {
        next();
        for (let turns = 0; turns < 20; turns++) await turn();
      }
    };
    await play();
    tell({ ready: true });
    if (near.length) await moves;
    for (let come; (come = near.shift()); await play()) {
      come();
      await turn();
    }
    end();
    tell({ done: true });
  };
  // What is wrong in a promise does not reach the page by itself.
  self.onunhandledrejection = ({ reason }) => setTimeout(() => { throw reason; });
})();

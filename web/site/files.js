// Brings files to the page that takes some, as if they had been chosen there:
// those that are dropped anywhere on it, that the installed app is opened with, or
// that another app shares.
"use strict";
(() => {
  const { base } = document.currentScript.dataset;
  const html = document.documentElement;
  const box = () => document.querySelector("[data-files]");

  function take(files) {
    const list = new DataTransfer();
    for (const f of files) list.items.add(f);
    box().files = list.files;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What comes before the page can take it waits until it can.
  const ready = () => new Promise((resolve) => {
    const can = () => "live" in html.dataset && box();
    if (can()) return resolve();
    const watcher = new MutationObserver(() => {
      if (!can()) return;
      watcher.disconnect();
      resolve();
    });
    watcher.observe(html, { attributes: true, childList: true, subtree: true });
  });

  // ---------------------------------------------------------------- dropped

  // Without this the browser would leave the page for the file.
  const dropped = (e) => e.dataTransfer?.types.includes("Files") && box();
  addEventListener("dragover", (e) => {
    if (!dropped(e)) return;
    e.preventDefault();
    html.dataset.dropping = "";
  });
  addEventListener("dragleave", (e) => { if (!e.relatedTarget) delete html.dataset.dropping; });
  addEventListener("drop", (e) => {
    const takes = dropped(e);
    delete html.dataset.dropping;
    if (!takes) return;
    e.preventDefault();
    take(e.dataTransfer.files);
  });

  // ------------------------------------------------- opened with, and shared

  const say = (detail) => dispatchEvent(new CustomEvent("say", { detail }));

  window.launchQueue?.setConsumer(async ({ files }) => {
    if (!files?.length) return;
    try {
      const opened = await Promise.all(files.map((f) => f.getFile()));
      await ready();
      take(opened);
    } catch (err) {
      say("The file could not be opened (" + err.message + "). Open it on this page instead.");
    }
  });

  // The service worker has put what another app shared where this page finds it,
  // once; of what is too large, the name alone. In a frame it is left there.
  async function shared() {
    if (parent !== window || !/[#&]shared=1(&|$)/.test(location.hash)) return;
    history.replaceState(history.state, "", location.pathname);
    const name = "attention-experts shared " + base;
    const cache = await window.caches?.open(name);
    const files = [], large = [];
    for (const request of (await cache?.keys()) ?? []) {
      const response = await cache.match(request);
      const file = new File([await response.blob()], decodeURIComponent(response.headers.get("X-Name")));
      (file.size < response.headers.get("X-Size") ? large : files).push(file);
    }
    await ready();
    if (files.length) take(files);
    else if (!large.length) say("What was shared did not arrive. Open the file on this page instead.");
    if (large.length) say(large.map((f) => f.name).join(", ") + ": more than 64 MiB cannot be shared. Open it on this page instead.");
    await window.caches?.delete(name); // only when the page has it
  }
  shared().catch((err) => console.warn("What was shared could not be opened:", err));
})();

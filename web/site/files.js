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

  window.launchQueue?.setConsumer(async ({ files }) => {
    if (!files?.length) return;
    const opened = await Promise.all(files.map((f) => f.getFile()));
    await ready();
    take(opened);
  });

  // The service worker has put what another app shared where this page finds it,
  // once.
  async function shared() {
    if (!/[#&]shared=1(&|$)/.test(location.hash) || !window.caches) return;
    history.replaceState(history.state, "", location.pathname);
    const cache = await caches.open("attention-experts shared " + base);
    const [request] = await cache.keys();
    const response = request && (await cache.match(request));
    if (!response) return;
    const name = decodeURIComponent(response.headers.get("X-Name") ?? "shared.txt");
    const file = new File([await response.blob()], name);
    await ready();
    take([file]);
    await cache.delete(request); // only when the page has it
  }
  shared().catch((err) => console.warn("What was shared could not be opened:", err));
})();

// Keeps the site for offline use, and offers its new versions.
"use strict";
// keepOffline(base, note) does it for the site below base; note shows a note with what
// can be done about it.
self.keepOffline = async (base, note) => {
  // A new version costs nobody what is being written: where that would be lost,
  // the page says so, and the reader decides.
  const renew = (go) => () => {
    if (dispatchEvent(new Event("renewing", { cancelable: true }))) go();
    else note("update", "Something that you are writing on this page is not saved, and reloading would lose it.", ["Reload all the same", go]);
  };

  if (!("serviceWorker" in navigator)) return;
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
};

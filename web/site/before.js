// Carries over what the visitor did before the client was there. The client gives the
// page its own first state; focus, open folds, what was typed, and the last button
// that was pressed, unless that is long ago, are then given back.
"use strict";
// watchVisitor(root) begins; stop() ends it, and handOver(live) gives back what was
// done, to the page's root once it is the client's.
self.watchVisitor = (root) => {
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
  function stop() {
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
  return { stop, handOver };
};

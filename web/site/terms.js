// Shows the definition of a term beside it, when the hand or the focus rests on
// it, or when it is tapped. Without this a term is a link into the glossary.
"use strict";
(() => {
  const box = document.createElement("div");
  box.className = "definition";
  // The term is described by the same words: they are not to be met twice.
  box.setAttribute("aria-hidden", "true");
  box.hidden = true;
  document.body.append(box);
  let shown = null; // the term whose definition stands there

  function show(term) {
    const text = document.getElementById(term.getAttribute("aria-describedby"))?.textContent;
    if (!text) return;
    shown = term;
    box.textContent = text;
    box.hidden = false;
    // Under the line where the term ends, or over the one where it begins, and
    // inside the window.
    const lines = term.getClientRects();
    const last = lines[lines.length - 1];
    const space = 6; // px
    const width = document.documentElement.clientWidth;
    const left = Math.max(space, Math.min(last.left, width - box.offsetWidth - space));
    const below = last.bottom + space;
    const top = below + box.offsetHeight < innerHeight ? below : lines[0].top - box.offsetHeight - space;
    box.style.left = left + scrollX + "px";
    box.style.top = top + scrollY + "px";
  }

  function hide() {
    shown = null;
    box.hidden = true;
  }

  const term = (e) => e.target.closest?.("a.term");
  // The hand may go from the term to its definition, to select in it.
  const leaves = (e) => shown && !term(e) && !box.contains(e.target) && document.activeElement !== shown;
  addEventListener("pointerover", (e) => {
    if (e.pointerType === "mouse" && term(e)) show(term(e));
    else if (leaves(e)) hide();
  });
  addEventListener("focusin", (e) => (term(e) ? show(term(e)) : hide()));
  addEventListener("focusout", (e) => { if (term(e)) hide(); });
  addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
  // A tap shows it; what is shown already leads on to the glossary.
  let tapped = null;
  addEventListener("pointerdown", (e) => { tapped = e.pointerType !== "mouse" && term(e) !== shown ? term(e) : null; }, true);
  addEventListener("click", (e) => {
    if (tapped && term(e) === tapped) {
      e.preventDefault();
      tapped.focus({ preventScroll: true });
      show(tapped);
    } else if (term(e)) hide();
  }, true);
})();

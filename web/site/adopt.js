// Lets the client find its page instead of making it: while go-app mounts the
// root, what it creates is handed to it out of the prerendered page, as long as
// the two agree. Nothing that stands is laid out or painted anew, and focus and
// selection stay where they are. What differs is made and put in its place, so the
// page ends as if all of it had been made.
"use strict";
// adopt(root, taken) begins; taken is called with the page's root once it is the
// client's.
self.adopt = (root, taken) => {
  const html = "http://www.w3.org/1999/xhtml";
  // The client sets these as properties, and only where they are set: each element
  // begins without them, as a new one does.
  const properties = new Set(["async", "autofocus", "autoplay", "checked", "contenteditable", "default", "defer", "disabled", "hidden", "ismap",
    "loop", "multiple", "muted", "open", "readonly", "required", "reversed", "selected", "value"]);
  const { createElement, createElementNS, createTextNode } = document;
  const { setAttribute } = Element.prototype;
  const { appendChild, replaceChild } = Node.prototype;
  // The client leaves these boxes empty: what is in them stays, whatever box of
  // the old page becomes which of the new one.
  const still = new Map([...root.querySelectorAll("[data-slot]")].map((e) => [e.dataset.slot, [...e.childNodes]]));

  // The elements that are being made, innermost last: at is the prerendered node
  // where the next child goes, names the attributes given so far, null in a new one.
  const open = [];
  const top = () => open[open.length - 1];
  const there = () => (open.length ? top().at : root);

  function element(namespace, tag, make) {
    const found = there();
    if (found?.nodeType !== Node.ELEMENT_NODE || found.localName !== tag || found.namespaceURI !== namespace) {
      const node = make();
      open.push({ node, at: null, names: null, empty: true });
      return node;
    }
    for (const { name } of [...found.attributes]) if (properties.has(name)) found.removeAttribute(name);
    if (found.checked) found.checked = false; // an input keeps that without the attribute, and whatever its type
    open.push({ node: found, at: found.firstChild, names: new Set(), empty: true });
    return found;
  }

  // Texts that follow one another are one in a page that was read.
  function text(data) {
    const found = open.length ? top().at : null;
    if (found?.nodeType !== Node.TEXT_NODE) return createTextNode.call(document, data);
    if (found.data !== data) {
      if (found.data.startsWith(data)) found.splitText(data.length);
      else found.data = data;
    }
    return found;
  }

  // An element is complete: what it has beyond that was the old page's.
  function close() {
    const { node, at, names, empty } = open.pop();
    if (empty && node.hasAttribute("data-slot")) {
      const inside = still.get(node.dataset.slot) ?? [];
      if (inside[0]?.parentNode !== node) node.replaceChildren(...inside);
      node.dataset.still = "";
    } else {
      for (let rest = at; rest; ) {
        const next = rest.nextSibling;
        rest.remove();
        rest = next;
      }
    }
    if (!names) return;
    for (const { name } of [...node.attributes]) {
      if (!names.has(name) && !properties.has(name) && name !== "data-still") node.removeAttribute(name);
    }
  }

  document.createElement = (tag) => element(html, tag, () => createElement.call(document, tag));
  document.createElementNS = (namespace, tag) => element(namespace, tag, () => createElementNS.call(document, namespace, tag));
  document.createTextNode = text;
  Element.prototype.setAttribute = function (name, value) {
    const names = top()?.node === this && top().names;
    if (names) {
      names.add(name);
      if (this.getAttribute(name) === value) return;
    }
    setAttribute.call(this, name, value);
  };
  Node.prototype.appendChild = function (child) {
    if (top()?.node === child) close();
    const parent = top();
    if (parent?.node !== this) return appendChild.call(this, child);
    parent.empty = false;
    if (child !== parent.at) {
      if (parent.at) replaceChild.call(this, child, parent.at);
      else appendChild.call(this, child);
    }
    parent.at = parent.names && child.nextSibling;
    return child;
  };
  document.body.replaceChild = (now, old) => {
    close();
    for (const name of ["createElement", "createElementNS", "createTextNode"]) delete document[name];
    delete document.body.replaceChild;
    Element.prototype.setAttribute = setAttribute;
    Node.prototype.appendChild = appendChild;
    if (now !== old) replaceChild.call(document.body, now, old);
    queueMicrotask(() => taken(now)); // when the client rests
    return old;
  };
};

// Keeps one whole version of the site and answers from it. A version is
// installed completely or not at all; the one before stays until the new one
// is complete and the visitor (or the closing of the last tab) lets it in.
"use strict";

const VERSION = "{{version}}";
// Every file of this version: its path below the scope, and its digest.
const FILES = [/*{{files}}*/];

const scope = new URL(self.registration.scope);
// Other versions of this site, and of it alone: other sites of the same origin,
// and copies of this one under other paths, keep theirs.
const OURS = "attention-experts " + scope.pathname + " ";
const CACHE = OURS + VERSION;
// What other apps share waits in a cache of its own; it is not a version.
const SHARED = "attention-experts shared " + scope.pathname;
const NOT_FOUND = new URL("404.html", scope).href;

async function install() {
  try {
    const cache = await caches.open(CACHE);
    await Promise.all(FILES.map(async ([path, integrity, hashed]) => {
      // A name with a digest in it never changes what it means, so any copy
      // will do; anything else is asked for anew. The digest keeps two versions
      // from being mixed while a host is being updated.
      const response = await fetch(new URL(path, scope), { integrity, cache: hashed ? "default" : "no-cache" });
      if (!response.ok) throw new Error(path + ": " + response.status);
      await cache.put(new URL(path, scope), plain(response));
    }));
  } catch (err) {
    await caches.delete(CACHE);
    throw err;
  }
}

// A response that was redirected may not answer a navigation.
function plain(response) {
  const { status, headers } = response;
  return response.redirected ? new Response(response.body, { status, headers }) : response;
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The first version may serve the page that brought it; a later one waits to
  // be asked.
  if (old.length === 0) await self.clients.claim();
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  const { origin, pathname } = new URL(request.url);
  const navigates = request.mode === "navigate";
  // What comes after a ? means nothing here, and a page has one place however
  // its address is written.
  const names = navigates ? [pathname, pathname + "/", pathname.replace(/index\.html$/, "")] : [pathname];
  for (const name of names) {
    const found = await cache.match(origin + name, { ignoreVary: true });
    if (found) return found;
  }
  try {
    return await fetch(request);
  } catch (err) {
    const page = navigates && (await cache.match(NOT_FOUND));
    if (!page) throw err;
    return new Response(page.body, { status: 404, headers: page.headers });
  }
}

// Files, or a text, that another app shares go to the page that takes them: cards
// or a model's configuration. The page finds them in a cache of their own, and
// removes them there. Any site can share something: it is offered, never taken.
async function share(request) {
  const form = await request.formData().catch(() => new FormData());
  const files = form.getAll("files").filter((f) => f instanceof File && f.size > 0);
  const text = form.get("text");
  if (!files.length && text && typeof text === "string") files.push(new File([text], "shared.txt"));
  const page = files.length && (await areCards(files[0])) ? "cards/" : "spec/";
  await caches.delete(SHARED);
  await hand(files).catch(() => caches.delete(SHARED)); // the page says that nothing came
  return Response.redirect(new URL(page + "#shared=1", scope), 303);
}

// As much as the cards' page reads at once.
const MOST = 64 << 20; // bytes

// What is larger is named alone: what is shared is copied, and would take the room
// of what the visitor keeps.
async function hand(files) {
  const cache = await caches.open(SHARED);
  let room = MOST;
  for (const [i, f] of files.slice(0, 100).entries()) {
    const fits = f.size <= room;
    if (fits) room -= f.size;
    const headers = { "X-Name": encodeURIComponent([...f.name].slice(-200).join("")), "X-Size": f.size };
    await cache.put(new URL("shared/" + i, scope), new Response(fits ? f : "", { headers }));
  }
}

// Cards and configurations may both be JSON, and a text may be either.
async function areCards(file) {
  const start = (await file.slice(0, 4096).text()).replace(/^[\ufeff\s]+/, "");
  if (start.startsWith("{")) return /"attnexperts (cards|deck)"/.test(start);
  return /\.(txt|csv|tsv|apkg|colpkg)$/i.test(file.name);
}

self.addEventListener("install", (e) => e.waitUntil(install()));
self.addEventListener("activate", (e) => e.waitUntil(activate()));
self.addEventListener("message", (e) => {
  if (e.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method === "POST" && url.href === new URL("share", scope).href) {
    e.respondWith(share(e.request));
    return;
  }
  if (e.request.method === "GET" && url.origin === scope.origin && url.pathname.startsWith(scope.pathname)) {
    e.respondWith(answer(e.request));
  }
});

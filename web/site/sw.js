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

// A file, or a text, that another app shares goes to the page that takes it: cards
// or a model's configuration. The page finds it in a cache of its own, and removes
// it there.
async function share(request) {
  const form = await request.formData().catch(() => new FormData());
  const file = form.getAll("files").find((f) => f instanceof File && f.size > 0) ?? new File([form.get("text") ?? ""], "shared.txt");
  const cards = /\.(txt|csv|tsv|apkg|colpkg)$/i.test(file.name) || /"attnexperts (cards|deck)"/.test(await file.slice(0, 4096).text());
  const cache = await caches.open(SHARED);
  await cache.put(new URL("shared", scope), new Response(file, { headers: { "X-Name": encodeURIComponent(file.name) } }));
  return Response.redirect(new URL((cards ? "cards/" : "spec/") + "#shared=1", scope), 303);
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

// Fetches and compiles the client.
"use strict";
// compileClient({client, exec, rehearse, base}, progress) returns its module and a way
// to let what is left be rehearsed; progress is called with the bytes that have come.
self.compileClient = ({ client, exec, rehearse, base }, progress) => {
  // What is kept for offline use is there at once.
  const counts = !navigator.serviceWorker?.controller;
  const address = new URL(client, location.href).href;
  // Once compiled, the client rehearses for so long at most.
  const patience = 2000; // ms
  // The browser keeps compiled code for later visits as long as the thread that asked
  // for it is there; but that holds memory.
  const lasts = 60000; // ms

  // It is compiled, and rehearsed, in another thread: the page waits for neither.
  function aside() {
    return new Promise((done, fail) => {
      const worker = new Worker(rehearse);
      const goOn = () => {
        worker.postMessage("go on");
        addEventListener("scroll", () => worker.postMessage("the reader moves"), { once: true });
      };
      let module = null;
      worker.addEventListener("message", ({ data }) => {
        if (data.bytes) progress(data.bytes);
        if (data.module) {
          module = data.module;
          setTimeout(() => done({ module, goOn }), patience);
        }
        if (data.rehearsed) {
          performance.mark("rehearsed");
          done({ module, goOn });
        }
        if (data.ready) performance.mark("rehearsed steps");
        if (data.done) setTimeout(() => worker.terminate(), lasts);
      });
      worker.addEventListener("error", (e) => {
        e.preventDefault();
        worker.terminate(); // it holds memory
        if (module) done({ module, goOn });
        else fail(e);
      });
      worker.postMessage({ client: address, exec, base, page: location.href, counts });
    });
  }

  async function compile() {
    const response = await fetch(address);
    if (!response.ok) throw new Error("the server answered " + response.status);
    if (!WebAssembly.compileStreaming || response.headers.get("Content-Type") !== "application/wasm") {
      return WebAssembly.compile(await response.arrayBuffer());
    }
    if (counts) countBytes(response.clone(), progress).catch(() => {});
    return WebAssembly.compileStreaming(response);
  }

  // Where there is no other thread, or it went wrong there, it is done here, and what
  // is wrong is told from here.
  return aside().catch(async () => ({ module: await compile(), goOn() {} }));
};

// Runs the client, compiled already by the page, in another role and thread.
"use strict";
self.onmessage = async ({ data: { module, exec, role } }) => {
  self.onmessage = null;
  importScripts(exec);
  const go = new Go();
  go.argv = ["client", role];
  const instance = await WebAssembly.instantiate(module, go.importObject);
  await go.run(instance);
  throw new Error("the client has ended");
};
// What is wrong in a promise does not reach the page by itself.
self.onunhandledrejection = ({ reason }) => setTimeout(() => { throw reason; });

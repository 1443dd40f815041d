// Counts a copy of a response: the response itself goes to the compiler as it is, so
// that the browser may use code that it has compiled before.
"use strict";
// countBytes(copy, tell) calls tell with the bytes that have come, again and again.
self.countBytes = async (copy, tell) => {
  const reader = copy.body.getReader();
  for (let bytes = 0, r; !(r = await reader.read()).done; ) tell((bytes += r.value.byteLength));
};

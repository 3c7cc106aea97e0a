import assert from "node:assert/strict";
import { createTwoAges } from "./two_ages.ts";

Deno.test("createTwoAges() keeps what is used and drops what is not", () => {
  const cache = createTwoAges<number>(10);
  cache.set("used", 1, 1);
  cache.set("unused", 2, 1);
  for (let i = 0; i < 100; i++) {
    cache.set(`x${i}`, i, 1);
    assert.equal(cache.get("used"), 1);
  }
  assert.equal(cache.get("unused"), undefined);
});

Deno.test("createTwoAges() holds at most twice its limit", () => {
  const cache = createTwoAges<number>(10);
  for (let i = 0; i < 100; i++) cache.set(`x${i}`, i, 3);
  const held = Array.from({ length: 100 }, (_, i) => cache.get(`x${i}`)).filter((value) =>
    value !== undefined
  );
  assert.ok(held.length <= 6 && held.length >= 3, String(held.length));
});

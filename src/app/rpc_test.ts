import assert from "node:assert/strict";
import { maybe, type Methods, need, refused, serveLine } from "./rpc.ts";

const methods: Methods = {
  add: (params) => need.integer(params, "a") + (maybe(need.integer, params, "b") ?? 0),
  later: async () => (await Promise.resolve(), { ok: true }),
  nothing: () => undefined,
  no: () => {
    throw refused("No", { reason: "because", choices: ["a"] });
  },
  bug: () => {
    throw new TypeError("oops");
  },
};
const serve = async (message: unknown) => {
  const answer = await serveLine(methods, typeof message === "string" ? message : JSON.stringify(message));
  return answer === null ? null : JSON.parse(answer);
};
const call = (method: string, params?: unknown, id: unknown = 1) =>
  serve({ jsonrpc: "2.0", id, method, params });

Deno.test("serveLine() answers with the id it was asked by", async () => {
  assert.deepEqual(await call("add", { a: 1, b: 2 }, "x"), { jsonrpc: "2.0", id: "x", result: 3 });
  assert.deepEqual(await call("later"), { jsonrpc: "2.0", id: 1, result: { ok: true } });
  assert.deepEqual((await call("nothing")).result, {});
});

Deno.test("serveLine() tells the kinds of error apart", async () => {
  assert.equal((await serve("{")).error.code, -32700);
  assert.equal((await serve([1])).error.code, -32600);
  assert.equal((await serve({ id: 1, method: "add" })).error.code, -32600);
  assert.equal((await call("what")).error.code, -32601);
  assert.equal((await call("toString")).error.code, -32601);
  assert.equal((await call("add", { a: "1" })).error.code, -32602);
  assert.equal((await call("add", [1])).error.code, -32602);
  assert.deepEqual((await call("no")).error, {
    code: -32000,
    message: "No",
    data: { reason: "because", choices: ["a"] },
  });
  assert.equal((await call("bug")).error.code, -32603);
});

Deno.test("serveLine() answers no notification and no empty line", async () => {
  assert.equal(await serve({ jsonrpc: "2.0", method: "add", params: { a: 1 } }), null);
  assert.equal(await serve({ jsonrpc: "2.0", method: "bug" }), null);
  assert.equal(await serve("  "), null);
});

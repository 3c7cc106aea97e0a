import assert from "node:assert/strict";
import { addTotals, failuresOf, totalsOf } from "./test_totals.ts";

Deno.test("totalsOf() reads the last summary line", () => {
  assert.deepEqual(totalsOf("x ... ok\n\nok | 12 passed (3 steps) | 0 failed | 2 ignored (1s)\n", 0), {
    passed: 12,
    failed: 0,
    ignored: 2,
  });
  assert.deepEqual(totalsOf("FAILED | 3 passed | 4 failed (20ms)\n", 1), {
    passed: 3,
    failed: 4,
    ignored: 0,
  });
});

Deno.test("totalsOf() sees through colours", () => {
  const line = "\u001b[0m\u001b[32mok\u001b[0m | 5 passed | 0 failed \u001b[38;5;245m(1ms)\u001b[0m\n";
  assert.deepEqual(totalsOf(line, 0), { passed: 5, failed: 0, ignored: 0 });
});

Deno.test("totalsOf() counts a death as a failure", () => {
  assert.equal(totalsOf("Segmentation fault", 139).failed, 1);
  assert.equal(totalsOf("ok | 5 passed | 0 failed (1ms)\n", 134).failed, 1);
  assert.equal(totalsOf("nothing to do", 0).failed, 0);
});

Deno.test("addTotals() adds each count", () => {
  const a = { passed: 1, failed: 2, ignored: 3 };
  assert.deepEqual(addTotals(a, { passed: 10, failed: 20, ignored: 30 }), {
    passed: 11,
    failed: 22,
    ignored: 33,
  });
});

Deno.test("failuresOf() begins at the errors", () => {
  assert.match(failuresOf("a ... ok\n\n ERRORS \n\nboom\n"), /^ ERRORS/);
  assert.equal(failuresOf("died"), "died");
});

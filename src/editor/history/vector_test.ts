import assert from "node:assert/strict";
import { seededRandom } from "../../base/mod.ts";
import { itemAt, pushed, vectorOf, withItem } from "./vector.ts";

Deno.test("a vector agrees with an array, and old vectors stay as they were", () => {
  const random = seededRandom(5);
  let vector = vectorOf<number>();
  const model: number[] = [];
  for (let i = 0; i < 40000; i++) {
    if (model.length > 0 && random.next() < 0.1) {
      const index = random.int(0, model.length);
      const before = vector;
      vector = withItem(vector, index, -i);
      assert.equal(itemAt(before, index), model[index]);
      model[index] = -i;
    } else {
      vector = pushed(vector, i);
      model.push(i);
    }
  }
  assert.equal(vector.length, model.length);
  for (let i = 0; i < model.length; i++) assert.equal(itemAt(vector, i), model[i]);
});

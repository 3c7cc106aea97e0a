import assert from "node:assert/strict";
import { chooseScale, xftDpiOf } from "./scale.ts";

const linux = { pixelsPerUnit: 1, os: "linux" };

Deno.test("chooseScale() takes what was wanted as it is, within reason", () => {
  assert.equal(chooseScale({ ...linux, wanted: 1.1, xftDpi: 192 }), 1.1);
  assert.equal(chooseScale({ ...linux, wanted: 100 }), 8);
  assert.equal(chooseScale({ ...linux, wanted: NaN }), 1);
  assert.equal(chooseScale({ ...linux, wanted: -1 }), 1);
});
Deno.test("chooseScale() rounds what the display says to quarters", () => {
  assert.equal(chooseScale({ ...linux, xftDpi: 120 }), 1.25);
  assert.equal(chooseScale({ ...linux, xftDpi: 122 }), 1.25);
  assert.equal(chooseScale({ ...linux, xftDpi: 192, environment: "1" }), 2);
  assert.equal(chooseScale({ ...linux, environment: "2" }), 2);
  assert.equal(chooseScale({ ...linux, environment: "rubbish" }), 1);
  assert.equal(chooseScale({ ...linux, pixelsPerUnit: 1.5, xftDpi: 96 }), 1.5);
  assert.equal(chooseScale({ ...linux, os: "windows", displayDpi: 144 }), 1.5);
});
Deno.test("chooseScale() believes a measured density only when it is clear", () => {
  assert.equal(chooseScale({ ...linux, displayDpi: 141 }), 1);
  assert.equal(chooseScale({ ...linux, displayDpi: 282 }), 2);
  assert.equal(chooseScale({ ...linux, displayDpi: 9999 }), 1);
  assert.equal(chooseScale({ ...linux, displayDpi: NaN }), 1);
});
Deno.test("xftDpiOf() finds the resource among others", () => {
  assert.equal(xftDpiOf("Xcursor.size:\t24\nXft.dpi:\t144\nXft.hinting: 1\n"), 144);
  assert.equal(xftDpiOf("My.Xft.dpi: 10"), undefined);
});

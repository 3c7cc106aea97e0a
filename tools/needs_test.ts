import assert from "node:assert/strict";
import { aptPackages, lineToRun, missingNeeds, NEEDS, type Probe, stops } from "./needs.ts";

function machine(files: readonly string[], more: Partial<Probe> = {}): Probe {
  return {
    libraryFolders: ["/usr/lib/x"],
    programFolders: ["/usr/bin"],
    exists: (path) => files.includes(path),
    list: (folder) =>
      files.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1)),
    loads: () => false,
    variable: () => "",
    ...more,
  };
}
const START = [
  "/usr/lib/x/libSDL2-2.0.so.0",
  "/usr/lib/x/libfreetype.so.6",
  "/usr/lib/x/libfontconfig.so.1",
  "/usr/lib/x/libvulkan.so.1",
  "/usr/share/vulkan/icd.d/lvp.json",
];
const names = (needs: readonly { name: string }[]) => needs.map((need) => need.name);

Deno.test("missingNeeds() finds nothing on a machine that has it all", () => {
  assert.deepEqual(missingNeeds(NEEDS, machine(START), "start"), []);
});

Deno.test("missingNeeds() names each missing thing once and asks for tests only when testing", () => {
  const bare = machine([]);
  assert.deepEqual(names(missingNeeds(NEEDS, bare, "start")), [
    "SDL2",
    "FreeType",
    "fontconfig",
    "the Vulkan loader",
    "a Vulkan driver",
  ]);
  assert.equal(missingNeeds(NEEDS, bare, "tests").length, NEEDS.length);
  assert.deepEqual(names(missingNeeds(NEEDS, machine(START.slice(1)), "start")), ["SDL2"]);
});

Deno.test("missingNeeds() takes a library that loads from an unknown place", () => {
  const odd = machine(START.slice(1), { loads: (soname) => soname === "libSDL2-2.0.so.0" });
  assert.deepEqual(missingNeeds(NEEDS, odd, "start"), []);
});

Deno.test("missingNeeds() takes a driver named by a variable, and no folder without json", () => {
  const files = [...START.slice(0, 4), "/usr/share/vulkan/icd.d/readme"];
  assert.deepEqual(names(missingNeeds(NEEDS, machine(files), "start")), ["a Vulkan driver"]);
  const named = machine(files, { variable: (name) => name === "VK_DRIVER_FILES" ? "/x.json" : "" });
  assert.deepEqual(missingNeeds(NEEDS, named, "start"), []);
});

Deno.test("stops() lets a machine without Vulkan through", () => {
  assert.equal(stops(missingNeeds(NEEDS, machine(START.slice(0, 3)), "start")), false);
  assert.equal(stops(missingNeeds(NEEDS, machine([]), "start")), true);
});

Deno.test("lineToRun() is one line for the package manager at hand", () => {
  const missing = missingNeeds(NEEDS, machine(START.slice(1)), "start");
  assert.equal(lineToRun(missing, "apt"), "sudo apt-get update && sudo apt-get install -y libsdl2-2.0-0");
  assert.equal(lineToRun(missing, "dnf"), "sudo dnf install -y SDL2");
  assert.equal(lineToRun(missing, "pacman"), "sudo pacman -S --needed sdl2");
  assert.equal(lineToRun(missing, null), null);
  assert.equal(lineToRun(missingNeeds(NEEDS, machine([]), "tests"), "dnf"), null);
});

Deno.test("aptPackages() names a package once", () => {
  assert.deepEqual(aptPackages([NEEDS[0], NEEDS[0], NEEDS[1]]), ["libsdl2-2.0-0", "libfreetype6"]);
});

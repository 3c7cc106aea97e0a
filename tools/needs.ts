// What the machine has to offer: each library, driver, font and program that Nexus or its tests want,
// where it may lie, and which package brings it. Pure: what exists is asked through `Probe`, so that the
// fast path is a handful of file look-ups and a test needs no machine.

export interface Need {
  readonly name: string;
  /** Without a `required` need nothing starts; without a `better` one something is slower or plainer. */
  readonly level: "required" | "better" | "tests";
  /** What goes missing without it, for `better`. */
  readonly without?: string;
  /** Any of these will do. */
  readonly any: readonly Look[];
  /** Package names by package manager. */
  readonly apt: string;
  readonly dnf?: string;
  readonly pacman?: string;
}

export type Look =
  | { readonly kind: "library"; readonly soname: string }
  | { readonly kind: "program"; readonly name: string }
  | { readonly kind: "file"; readonly path: string }
  /** Any `.json` in the folder. */
  | { readonly kind: "json"; readonly folder: string }
  | { readonly kind: "variable"; readonly name: string };

/** How the world is asked. `loads` is tried only when no file of that name was found. */
export interface Probe {
  readonly libraryFolders: readonly string[];
  readonly programFolders: readonly string[];
  exists(path: string): boolean;
  list(folder: string): readonly string[];
  loads(soname: string): boolean;
  variable(name: string): string;
}

const library = (soname: string): Look => ({ kind: "library", soname });
const program = (name: string): Look => ({ kind: "program", name });
const font = (path: string): Look => ({ kind: "file", path: `/usr/share/fonts/${path}` });

export const NEEDS: readonly Need[] = [
  {
    name: "SDL2",
    level: "required",
    any: [library("libSDL2-2.0.so.0")],
    apt: "libsdl2-2.0-0",
    dnf: "SDL2",
    pacman: "sdl2",
  },
  {
    name: "FreeType",
    level: "required",
    any: [library("libfreetype.so.6")],
    apt: "libfreetype6",
    dnf: "freetype",
    pacman: "freetype2",
  },
  {
    name: "fontconfig",
    level: "required",
    any: [library("libfontconfig.so.1")],
    apt: "libfontconfig1",
    dnf: "fontconfig",
    pacman: "fontconfig",
  },
  {
    name: "the Vulkan loader",
    level: "better",
    without: "painting stays in software",
    any: [library("libvulkan.so.1")],
    apt: "libvulkan1",
    dnf: "vulkan-loader",
    pacman: "vulkan-icd-loader",
  },
  {
    name: "a Vulkan driver",
    level: "better",
    without: "painting stays in software",
    any: [
      { kind: "json", folder: "/usr/share/vulkan/icd.d" },
      { kind: "json", folder: "/etc/vulkan/icd.d" },
      { kind: "json", folder: "/usr/local/share/vulkan/icd.d" },
      { kind: "json", folder: "/run/opengl-driver/share/vulkan/icd.d" },
      { kind: "variable", name: "VK_DRIVER_FILES" },
      { kind: "variable", name: "VK_ICD_FILENAMES" },
    ],
    apt: "mesa-vulkan-drivers",
    dnf: "mesa-vulkan-drivers",
    pacman: "vulkan-swrast",
  },
  { name: "git", level: "tests", any: [program("git")], apt: "git" },
  { name: "Xvfb", level: "tests", any: [program("Xvfb")], apt: "xvfb" },
  { name: "xauth", level: "tests", any: [program("xauth")], apt: "xauth" },
  { name: "xdotool", level: "tests", any: [program("xdotool")], apt: "xdotool" },
  { name: "xclip", level: "tests", any: [program("xclip")], apt: "xclip" },
  { name: "xprop", level: "tests", any: [program("xprop")], apt: "x11-utils" },
  { name: "setxkbmap", level: "tests", any: [program("setxkbmap")], apt: "x11-xkb-utils" },
  { name: "ImageMagick", level: "tests", any: [program("import")], apt: "imagemagick" },
  { name: "taskset", level: "tests", any: [program("taskset")], apt: "util-linux" },
  { name: "libX11", level: "tests", any: [library("libX11.so.6")], apt: "libx11-6" },
  { name: "libXext", level: "tests", any: [library("libXext.so.6")], apt: "libxext6" },
  { name: "libXtst", level: "tests", any: [library("libXtst.so.6")], apt: "libxtst6" },
  { name: "libXdamage", level: "tests", any: [library("libXdamage.so.1")], apt: "libxdamage1" },
  {
    name: "an emoji font",
    level: "tests",
    any: [font("truetype/noto/NotoColorEmoji.ttf"), font("noto/NotoColorEmoji.ttf")],
    apt: "fonts-noto-color-emoji",
  },
  {
    name: "an Arabic font",
    level: "tests",
    any: [font("truetype/dejavu/DejaVuSans.ttf"), font("TTF/DejaVuSans.ttf")],
    apt: "fonts-dejavu-core",
  },
  {
    name: "a CJK font",
    level: "tests",
    any: [
      font("truetype/droid/DroidSansFallbackFull.ttf"),
      font("opentype/noto/NotoSansCJK-Regular.ttc"),
      font("noto-cjk/NotoSansCJK-Regular.ttc"),
      font("truetype/wqy/wqy-zenhei.ttc"),
    ],
    apt: "fonts-droid-fallback",
  },
];

/** The needs of `purpose` that nothing on the machine meets. */
export function missingNeeds(needs: readonly Need[], probe: Probe, purpose: "start" | "tests"): Need[] {
  return needs.filter((need) =>
    (purpose === "tests" || need.level !== "tests") && !need.any.some((look) => isThere(look, probe))
  );
}

function isThere(look: Look, probe: Probe): boolean {
  switch (look.kind) {
    case "library":
      return probe.libraryFolders.some((folder) => probe.exists(`${folder}/${look.soname}`)) ||
        probe.loads(look.soname);
    case "program":
      return probe.programFolders.some((folder) => probe.exists(`${folder}/${look.name}`));
    case "file":
      return probe.exists(look.path);
    case "json":
      return probe.list(look.folder).some((name) => name.endsWith(".json"));
    case "variable":
      return probe.variable(look.name) !== "";
  }
}

/** Package names for apt-get, each once. */
export function aptPackages(needs: readonly Need[]): string[] {
  return [...new Set(needs.map((need) => need.apt))];
}

/** The line that a person runs to get `needs`, or null when we know no package manager here. */
export function lineToRun(needs: readonly Need[], manager: "apt" | "dnf" | "pacman" | null): string | null {
  if (manager === "apt") {
    return `sudo apt-get update && sudo apt-get install -y ${aptPackages(needs).join(" ")}`;
  }
  if (manager === null) return null;
  const names = needs.map((need) => need[manager]);
  if (names.includes(undefined)) return null;
  return manager === "dnf"
    ? `sudo dnf install -y ${names.join(" ")}`
    : `sudo pacman -S --needed ${names.join(" ")}`;
}

/** Whether anything in `missing` stops `purpose`. */
export function stops(missing: readonly Need[]): boolean {
  return missing.some((need) => need.level !== "better");
}

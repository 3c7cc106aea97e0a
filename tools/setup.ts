// The set-up step: `deno task setup [--tests]`, run first by `deno task start` and `deno task test`.
// Looks for what `needs.ts` lists and installs what is missing by apt-get when it may (root, or sudo
// without a password); otherwise prints the exact line to run and exits with 2. With nothing missing it
// starts no process and prints nothing. All words go to stderr: stdout belongs to `--rpc`.
import { aptPackages, lineToRun, missingNeeds, type Need, NEEDS, type Probe, stops } from "./needs.ts";

const MAC_LINE = "brew install sdl2 freetype fontconfig";
const WINDOWS_LINES = [
  "winget install MSYS2.MSYS2",
  "C:\\msys64\\usr\\bin\\pacman -S --needed mingw-w64-x86_64-SDL2 mingw-w64-x86_64-freetype mingw-w64-x86_64-fontconfig",
  'setx PATH "%PATH%;C:\\msys64\\mingw64\\bin"',
];
/** A failed attempt to install something that only makes things better is not repeated for a day. */
const RETRY_AFTER_MS = 24 * 60 * 60 * 1000;
/** Package lists older than this are refreshed before installing. */
const LISTS_OLD_MS = 7 * 24 * 60 * 60 * 1000;

const stamp = new URL("../.cache/setup_failed.json", import.meta.url);
const say = (line: string) => console.error(line);

function linuxProbe(): Probe {
  const arch = Deno.build.arch;
  const named = (Deno.env.get("LD_LIBRARY_PATH") ?? "").split(":").filter((folder) => folder !== "");
  const usual = [
    `/usr/lib/${arch}-linux-gnu`,
    `/lib/${arch}-linux-gnu`,
    "/usr/lib64",
    "/usr/lib",
    "/usr/local/lib",
  ];
  return {
    libraryFolders: [...named, ...usual],
    programFolders: (Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== ""),
    exists,
    list(folder) {
      try {
        return Array.from(Deno.readDirSync(folder), (entry) => entry.name);
      } catch {
        return [];
      }
    },
    loads: (soname) => loads([soname]),
    variable: (name) => Deno.env.get(name) ?? "",
  };
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

function loads(names: readonly string[]): boolean {
  return names.some((name) => {
    try {
      Deno.dlopen(name, {}).close();
      return true;
    } catch {
      return false;
    }
  });
}

async function run(command: readonly string[]): Promise<{ ok: boolean; output: string }> {
  const [program, ...args] = command;
  try {
    const { success, stdout, stderr } = await new Deno.Command(program, {
      args,
      env: { DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { ok: success, output: decoder.decode(stdout) + decoder.decode(stderr) };
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  }
}

/** What to put before apt-get, or null when we may not use it. */
async function rights(): Promise<readonly string[] | null> {
  if (Deno.uid() === 0) return [];
  // A rule for apt-get alone may forbid to set variables.
  for (const sudo of [["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"], ["sudo", "-n"]]) {
    if ((await run([...sudo, "apt-get", "--version"])).ok) return sudo;
  }
  return null;
}

function listsAreOld(): boolean {
  try {
    const folder = "/var/lib/apt/lists";
    const newest = Array.from(Deno.readDirSync(folder))
      .filter((entry) => /_Packages(\.\w+)?$/.test(entry.name))
      .map((entry) => Deno.statSync(`${folder}/${entry.name}`).ctime?.getTime() ?? 0);
    return newest.length === 0 || Date.now() - Math.max(...newest) > LISTS_OLD_MS;
  } catch {
    return true;
  }
}

/** Installs packages; null when it worked, else what apt-get said. */
async function install(before: readonly string[], packages: readonly string[]): Promise<string | null> {
  const apt = [...before, "apt-get", "-o", "DPkg::Lock::Timeout=120"];
  const command = [...apt, "install", "-q", "-y", "--no-install-recommends", ...packages];
  let said = "";
  // Stale lists name packages that the mirror has dropped, so a failure is tried once more with fresh ones.
  for (const fresh of listsAreOld() ? [true] : [false, true]) {
    if (fresh) {
      say("Set-up: refreshing the package lists (apt-get update)");
      said = (await run([...apt, "update", "-q"])).output;
    }
    say(`Set-up: installing ${packages.join(" ")} (apt-get install); this can take a minute`);
    const result = await run(command);
    if (result.ok) return null;
    said += result.output;
  }
  return said;
}

/** All of them at once; when that fails, the ones we cannot do without alone: apt-get installs all or nothing. */
async function installNeeds(before: readonly string[], needs: readonly Need[]): Promise<string | null> {
  const failure = await install(before, aptPackages(needs));
  const must = needs.filter((need) => need.level !== "better");
  if (failure === null || must.length === 0 || must.length === needs.length) return failure;
  return await install(before, aptPackages(must)) ?? failure;
}

/** What apt-get complained about, without its chatter. */
function complaint(output: string): string {
  const lines = new Set(output.split("\n").map((line) => line.trim()).filter((line) => /^[EW]: /.test(line)));
  return [...lines].slice(0, 6).join("\n") || output.trim().split("\n").slice(-3).join("\n");
}

function failedBefore(packages: readonly string[]): boolean {
  try {
    const { at, names } = JSON.parse(Deno.readTextFileSync(stamp)) as { at: number; names: string[] };
    return Date.now() - at < RETRY_AFTER_MS && packages.every((name) => names.includes(name));
  } catch {
    return false;
  }
}

function rememberFailure(names: readonly string[]) {
  try {
    Deno.mkdirSync(new URL(".", stamp), { recursive: true });
    Deno.writeTextFileSync(stamp, JSON.stringify({ at: Date.now(), names }));
  } catch {
    // A folder that cannot be written only means that the next start tries again.
  }
}

async function setUpLinux(purpose: "start" | "tests"): Promise<number> {
  const probe = linuxProbe();
  let missing = missingNeeds(NEEDS, probe, purpose);
  if (missing.length === 0) return 0;
  const manager =
    (["apt", "dnf", "pacman"] as const).find((name) =>
      exists(`/usr/bin/${name === "apt" ? "apt-get" : name}`)
    ) ?? null;
  const packages = aptPackages(missing);
  if (manager === "apt" && (stops(missing) || !failedBefore(packages))) {
    const before = await rights();
    if (before !== null) {
      say(`Set-up: missing ${missing.map((need) => need.name).join(", ")}`);
      const failure = await installNeeds(before, missing);
      missing = missingNeeds(NEEDS, probe, purpose);
      if (failure !== null && missing.length > 0) say(`Set-up: apt-get failed:\n${complaint(failure)}`);
      if (missing.length === 0) say("Set-up: done");
      else if (!stops(missing)) rememberFailure(aptPackages(missing));
    }
  }
  return report(missing, manager);
}

function report(missing: readonly Need[], manager: "apt" | "dnf" | "pacman" | null): number {
  if (missing.length === 0) return 0;
  const names = missing.map((need) => need.name).join(", ");
  const line = lineToRun(missing, manager);
  const how = line === null ? "install it with your package manager" : `run: ${line}`;
  if (stops(missing)) {
    say(`Set-up: ${names} missing, and not to be installed from here; ${how}`);
    return 2;
  }
  say(`Set-up: going on without ${names} (${missing[0].without}); to have it, ${how}`);
  return 0;
}

function setUpMac(): number {
  const folders = ["/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib"];
  const there = (name: string) => folders.some((folder) => exists(`${folder}/${name}`)) || loads([name]);
  if (there("libSDL2-2.0.0.dylib") || there("libSDL2.dylib")) return 0;
  say(`Set-up: SDL2 is missing; run: ${MAC_LINE}`);
  return 2;
}

function setUpWindows(): number {
  if (loads(["SDL2.dll"])) return 0;
  say(
    "Set-up: SDL2.dll is not on PATH; put the one from https://github.com/libsdl-org/SDL/releases there, or run:",
  );
  for (const line of WINDOWS_LINES) say(`  ${line}`);
  return 2;
}

if (import.meta.main) {
  const unknown = Deno.args.find((arg) => arg !== "--tests");
  if (unknown !== undefined) {
    say(`Unknown option of the set-up step: ${unknown}; it takes --tests`);
    Deno.exit(2);
  }
  const purpose = Deno.args.includes("--tests") ? "tests" : "start";
  const os = Deno.build.os;
  const code = os === "darwin" ? setUpMac() : os === "windows" ? setUpWindows() : await setUpLinux(purpose);
  Deno.exit(code);
}

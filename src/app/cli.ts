/**
 * The command line, read into a plan: which files, which mode, which painter. Pure: says what is wrong
 * as a value with one line for a person. What the plan does is start_io.ts.
 */
import type { Result } from "../base/mod.ts";

/** A file to open. `line` and `column` count from 0. */
export interface FileRequest {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  /** "PATH:LINE:COL" as given: a file of that very name wins over the place in it. */
  readonly raw: string;
}
export interface Plan {
  readonly mode: "window" | "headless" | "screenshot" | "version" | "help";
  readonly rpc: boolean;
  readonly files: readonly FileRequest[];
  readonly readStdin: boolean;
  readonly painter: "software" | "gpu" | null;
  /** Folder for settings and state; `null`: the user's own. */
  readonly home: string | null;
  /** Display scale; `null`: the display's. */
  readonly scale: number | null;
  /** Logical pixels. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly screenshot: string | null;
  /** Nothing of the last window comes back. */
  readonly newWindow: boolean;
  /** Shows every widget instead of files. */
  readonly gallery: boolean;
}

/** The text of `--help`. */
export const helpText = `Nexus, a code editor

Usage: nexus [OPTIONS] [PATH[:LINE[:COLUMN]]]…

  PATH                   a file to open; a new one is created when it is saved; a folder to work in
  -                      read standard input into a new file

  -n, --new-window       an empty window: tabs and panes of the last time are not brought back
  -g, --goto PATH:LINE   open a file at a line (the same as PATH:LINE)
      --headless         no window; with --rpc, or to print what would be opened
      --rpc              speak JSON-RPC 2.0 on standard input and output, one message a line
      --screenshot FILE  draw one frame into a PNG file and exit; needs no display
      --size WxH         size of the window in logical pixels (1280x800)
      --scale N          display scale, 0.5 to 4 (default: the display's)
      --software         draw by the processor
      --gpu              draw by the graphics card
      --gallery          show every widget in every state; T changes the theme, Esc leaves
      --home DIR         keep settings and state in DIR
  -v, --version          print the version
  -h, --help             print this text
`;

const valued = new Set(["--home", "--scale", "--size", "--screenshot", "--goto", "-g"]);

/** Every argument is understood or the answer says which one is not. */
export function parseArguments(args: readonly string[]): Result<Plan> {
  const plan: { -readonly [K in keyof Plan]: Plan[K] } & { files: FileRequest[] } = {
    mode: "window",
    rpc: false,
    files: [],
    readStdin: false,
    painter: null,
    home: null,
    scale: null,
    size: null,
    screenshot: null,
    newWindow: false,
    gallery: false,
  };
  let onlyFiles = false;
  for (let i = 0; i < args.length; i++) {
    let arg = args[i];
    if (onlyFiles || arg === "-" || !arg.startsWith("-")) {
      if (arg === "-" && !onlyFiles) plan.readStdin = true;
      else if (arg === "") return no("Cannot open a file without a name");
      else plan.files.push(fileRequest(arg));
      continue;
    }
    if (arg === "--") {
      onlyFiles = true;
      continue;
    }
    let value: string | null = null;
    const equals = arg.indexOf("=");
    if (arg.startsWith("--") && equals > 0) {
      value = arg.slice(equals + 1);
      arg = arg.slice(0, equals);
      if (!valued.has(arg)) return no(`Option ${arg} takes no value; see --help`);
    } else if (valued.has(arg)) {
      if (i + 1 >= args.length) return no(`Option ${arg} needs a value; see --help`);
      value = args[++i];
    }
    const wrong = take(plan, arg, value ?? "");
    if (wrong !== null) return no(wrong);
  }
  if (plan.rpc && plan.readStdin) {
    return no("Options --rpc and - both want standard input; use document/new instead");
  }
  if (plan.screenshot !== null && plan.mode === "window") plan.mode = "screenshot";
  return { ok: true, value: plan };
}

function take(
  plan: { -readonly [K in keyof Plan]: Plan[K] } & { files: FileRequest[] },
  option: string,
  value: string,
): string | null {
  switch (option) {
    case "--headless":
      plan.mode = "headless";
      return null;
    case "--gallery":
      plan.gallery = true;
      return null;
    case "--new-window":
    case "-n":
      plan.newWindow = true;
      return null;
    case "--rpc":
      plan.rpc = true;
      return null;
    case "--software":
    case "--gpu": {
      const painter = option === "--gpu" ? "gpu" : "software";
      if (plan.painter !== null && plan.painter !== painter) {
        return "Options --software and --gpu exclude each other";
      }
      plan.painter = painter;
      return null;
    }
    case "--version":
    case "-v":
      plan.mode = "version";
      return null;
    case "--help":
    case "-h":
      plan.mode = "help";
      return null;
    case "--home":
      if (value === "") return "Option --home needs a folder";
      plan.home = value;
      return null;
    case "--screenshot":
      if (value === "") return "Option --screenshot needs a file name";
      plan.screenshot = value;
      return null;
    case "--scale": {
      const scale = Number(value);
      if (!(scale >= 0.5 && scale <= 4)) return `Option --scale takes a number from 0.5 to 4, not "${value}"`;
      plan.scale = scale;
      return null;
    }
    case "--size": {
      const match = /^(\d+)[x×](\d+)$/.exec(value);
      const width = Number(match?.[1]), height = Number(match?.[2]);
      if (!(width >= 100 && width <= 16384 && height >= 100 && height <= 16384)) {
        return `Option --size takes WIDTHxHEIGHT from 100x100 to 16384x16384, not "${value}"`;
      }
      plan.size = { width, height };
      return null;
    }
    case "--goto":
    case "-g":
      if (value === "") return `Option ${option} needs a file`;
      plan.files.push(fileRequest(value));
      return null;
    default:
      return `Unknown option ${option}; see --help`;
  }
}

/** "a.ts:10:5" → a.ts, line 9, column 4. A place that is no number from 1 belongs to the name. */
export function fileRequest(raw: string): FileRequest {
  const match = /^(.+?):([1-9]\d{0,9})(?::([1-9]\d{0,9}))?:?$/.exec(raw);
  if (match === null) return { path: raw, line: null, column: null, raw };
  return {
    path: match[1],
    line: Number(match[2]) - 1,
    column: match[3] === undefined ? null : Number(match[3]) - 1,
    raw,
  };
}

const no = (reason: string): Result<Plan> => ({ ok: false, reason });

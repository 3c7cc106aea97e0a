/**
 * A person's files in the world: settings, keys and themes read as texts, watched, and changed in place with their comments. What they
 * mean is step_config.ts. A file that cannot be read or written is words, never an exception.
 */
import { applyEdits, modify, type ParseError, parseTree } from "jsonc-parser";
import { type FileProblem } from "../project/mod.ts";
import { FolderWatch, removeQuietly, writePrivate } from "../project/mod_io.ts";
import { readTheme, STRINGS, type Theme } from "../ui/mod.ts";
import type { App } from "./app.ts";
import type { ConfigText, ThemeEntry } from "./config.ts";
import type { ConfigEdit, ConfigEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import { type FileWorld, performRead } from "./perform_files_io.ts";
import { profileFolders, readProfile, writeSnippets } from "./import_vscode_io.ts";
import { readSnippetFolder } from "./snippet_files_io.ts";
import { readSystemTheme } from "./system_theme_io.ts";
import { themeList } from "./theme_list.ts";

const words = STRINGS.settings;
/** More than anybody writes by hand; parsing it would be felt. */
const mostBytes = 1_000_000;
/** More theme files than this are not listed. */
const mostThemes = 500;
/** Watching begins when the start is over. */
const watchAfterMs = 700;

export interface ConfigPorts {
  /** Where a person's files are. */
  readonly folder: string;
  /** The open folder; null: none. */
  readonly workspace: () => string | null;
  readonly followsSystem: () => boolean;
  readonly post: (event: AppEvent) => void;
  readonly pending: (change: 1 | -1) => void;
  /** Snippet files are others now. */
  readonly snippetsChanged: () => void;
  /** Opens a file in a tab. */
  readonly open: (path: string) => void;
}

/** The files as they are now. A few small ones: read at once. */
export function configTexts(folder: string, workspace: string | null): ConfigText[] {
  const texts = [textAt("user", `${folder}/settings.json`), textAt("keys", `${folder}/keybindings.json`)];
  if (workspace === null) return texts;
  // Our own file goes over the other program's.
  return [
    ...texts,
    textAt("foreign", `${workspace}/.vscode/settings.json`),
    textAt("folder", `${workspace}/.nexus/settings.json`),
  ];
}

function textAt(source: ConfigText["source"], path: string): ConfigText {
  try {
    const { size } = Deno.statSync(path);
    if (size > mostBytes) return { source, path, text: null, problem: words.tooBig(size) };
    return { source, path, text: Deno.readTextFileSync(path), problem: null };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return { source, path, text: null, problem: null };
    }
    return { source, path, text: null, problem: words.unreadable(reasonOf(error)) };
  }
}

/** The themes that there are; a person's own go by the names of their files. */
export function themesIn(folder: string): readonly ThemeEntry[] {
  const own: ThemeEntry[] = [];
  try {
    for (const { name, isDirectory } of Deno.readDirSync(`${folder}/themes`)) {
      if (isDirectory || !/\.jsonc?$/.test(name) || own.length >= mostThemes) continue;
      const file = `${folder}/themes/${name}`;
      const title = name.replace(/(-color-theme)?\.jsonc?$/, "");
      if (themeList.some((one) => one.name === title)) continue;
      const changed = Deno.statSync(file).mtime?.getTime() ?? 0;
      own.push({ name: title, kind: null, source: "user", file, changed });
    }
  } catch { /* No folder: no themes. */ }
  return own.length === 0 ? themeList : [...themeList, ...own.sort((a, b) => a.name < b.name ? -1 : 1)];
}

/** Reads one. A bundled one lies in its package. */
export function loadTheme(entry: ThemeEntry): { theme: Theme | null; problems: readonly FileProblem[] } {
  const { name, kind, source, file } = entry;
  if (file === null) return { theme: null, problems: [] };
  const path = source === "user" ? file : `${name} (tm-themes)`;
  try {
    const at = source === "user" ? file : new URL(import.meta.resolve(`tm-themes/themes/${file}.json`));
    if (Deno.statSync(at).size > mostBytes) throw new RangeError(words.tooBig(Deno.statSync(at).size));
    const { theme, problems } = readTheme(Deno.readTextFileSync(at), { name, path, kind });
    // What packages lack is derived; only a person can mend their own file.
    return { theme, problems: source === "user" ? problems : [] };
  } catch (error) {
    return {
      theme: null,
      problems: [{ path, line: 1, column: 1, text: words.unreadable(reasonOf(error)) }],
    };
  }
}

/** For a running app; null where a person has no folder. */
export function configKeeper(
  app: () => App,
  world: () => Pick<ConfigPorts, "post" | "pending"> & FileWorld,
): ConfigKeeper | null {
  const { folder } = app().config;
  return folder === null ? null : new ConfigKeeper({
    folder,
    workspace: () => app().folder,
    followsSystem: () => app().settings.followsSystem,
    post: (event) => world().post(event),
    pending: (change) => world().pending(change),
    snippetsChanged: () => {
      world().pending(1);
      readSnippetFolder(`${folder}/snippets`).then((read) => {
        world().post({ kind: "snippets.found", folder: `${folder}/snippets`, ...read });
        world().pending(-1);
      });
    },
    open: (path) => {
      const request = { kind: "file.read", path, line: null, column: null, as: "auto" } as const;
      world().pending(1);
      performRead(request, world()).then((outcome) => {
        world().post({ kind: "file.read", request, outcome });
        world().pending(-1);
      });
    },
  });
}

export class ConfigKeeper {
  readonly #ports: ConfigPorts;
  readonly #watch: FolderWatch;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;
  #isWatching = false;

  constructor(ports: ConfigPorts) {
    this.#ports = ports;
    this.#watch = new FolderWatch((changed) => {
      if (changed === null || [...changed].some((path) => path.includes(".json"))) this.read();
    });
  }

  /** Watches from a little later on. */
  start(): void {
    this.#timer = setTimeout(() => this.follow(), watchAfterMs);
    Deno.unrefTimer(this.#timer);
  }
  /** The folders to watch may be others now. */
  follow(): void {
    this.#isWatching = true;
    this.read();
  }
  #watchFolders(): void {
    if (this.#isClosed || !this.#isWatching) return;
    const { folder, workspace } = this.#ports;
    const open = workspace();
    this.#watch.watch([
      folder,
      `${folder}/themes`,
      ...(open === null ? [] : [`${open}/.nexus`, `${open}/.vscode`]),
    ]);
  }
  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#watch.close();
  }

  /** `post`: who gets the answer. */
  perform(effect: ConfigEffect, post: ConfigPorts["post"]): void {
    switch (effect.kind) {
      case "config.read":
        return this.read();
      case "config.open":
        return this.#open(effect.what);
      case "config.edit":
        return this.#edit(effect.what, effect.edits);
      case "import.read":
        return this.#readProfile(effect, post);
      case "import.snippets": {
        const folder = `${this.#ports.folder}/snippets`;
        const reason = writeSnippets(folder, effect.files);
        if (reason !== null) this.#refused(folder, reason);
        return this.#ports.snippetsChanged();
      }
      case "themes.read": {
        const read = effect.entries.map(loadTheme);
        const themes = read.map(({ theme }) => theme).filter((theme) => theme !== null);
        const problems = read.flatMap((one) => one.problems);
        return this.#ports.post({ kind: "themes.found", themes, problems, then: effect.then });
      }
    }
  }

  read(): void {
    this.#watchFolders();
    const { folder, workspace, followsSystem, post, pending } = this.#ports;
    const texts = configTexts(folder, workspace());
    const themes = themesIn(folder);
    if (!followsSystem()) return post({ kind: "config.found", texts, themes, system: null });
    pending(1);
    readSystemTheme().then((system) => {
      if (!this.#isClosed) post({ kind: "config.found", texts, themes, system });
      pending(-1);
    });
  }

  #readProfile(
    { path, how }: ConfigEffect & { kind: "import.read" },
    post: ConfigPorts["post"],
  ): void {
    const own = `${this.#ports.folder}/snippets`;
    const folders = path === null ? profileFolders() : [];
    const one = path ?? (folders.length === 1 ? folders[0].path : null);
    const files = one === null ? null : readProfile(one, own);
    post({ kind: "import.found", files, folders, path, how });
  }

  #pathOf(what: "settings" | "keys"): string {
    return `${this.#ports.folder}/${what === "settings" ? "settings" : "keybindings"}.json`;
  }

  #open(what: "settings" | "keys"): void {
    const path = this.#pathOf(what);
    if (textAt("user", path).text === null) {
      const head = what === "settings" ? words.fileHead : words.keysHead;
      try {
        Deno.mkdirSync(this.#ports.folder, { recursive: true });
        Deno.writeTextFileSync(path, head, { createNew: true });
        this.follow();
      } catch (error) {
        if (!(error instanceof Deno.errors.AlreadyExists)) return this.#refused(path, error);
      }
    }
    this.#ports.open(path);
  }

  #edit(what: "settings" | "keys", edits: readonly ConfigEdit[]): void {
    const path = this.#pathOf(what);
    const { text, problem } = textAt("user", path);
    if (problem !== null) return this.#refused(path, problem);
    const start = text === null || text.trim() === "" ? (what === "settings" ? "{}\n" : "[]\n") : text;
    const errors: ParseError[] = [];
    const root = parseTree(start, errors, { allowTrailingComma: true });
    if (errors.length > 0 || root?.type !== (what === "settings" ? "object" : "array")) {
      return this.#ports.post({ kind: "notice", level: "warning", text: words.brokenFile(path) });
    }
    let next = start;
    for (const { path: place, value, insert } of edits) {
      next = applyEdits(
        next,
        modify(next, [...place], value, {
          formattingOptions: { insertSpaces: true, tabSize: 2, eol: next.includes("\r\n") ? "\r\n" : "\n" },
          isArrayInsertion: insert ?? false,
        }),
      );
    }
    try {
      replaced(path, next, text !== null);
    } catch (error) {
      return this.#refused(path, error);
    }
    if (text === null) this.follow();
    else this.read();
  }

  #refused(path: string, error: unknown): void {
    const text = words.notWritten(path, typeof error === "string" ? error : reasonOf(error));
    this.#ports.post({ kind: "notice", level: "error", text });
  }
}

/** The file as a whole or not at all; through a link, what it leads to; with the rights it had. */
function replaced(path: string, text: string, isThere: boolean): void {
  if (!isThere) return writePrivate(path, text);
  const real = Deno.realPathSync(path);
  const { mode } = Deno.statSync(real);
  const fresh = `${real}.${Deno.pid}.new`;
  try {
    Deno.writeTextFileSync(fresh, text);
    if (mode !== null) Deno.chmodSync(fresh, mode & 0o777);
    Deno.renameSync(fresh, real);
  } catch (error) {
    removeQuietly(fresh);
    throw error;
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

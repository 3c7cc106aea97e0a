/** Random texts, events and arguments for testing_fuzz.ts: plausible ones, as people and scripts send them. Not part of the product. */
import type { Millis, Px, Random } from "../base/mod.ts";
import { Mod } from "../window/mod.ts";
import { historyNodes } from "../editor/mod.ts";
import { activeDocument, type App } from "./app.ts";
import type { AppEvent } from "./events.ts";

const words = [
  "const",
  "value",
  "if (a) {",
  "}",
  "return",
  "[1, 2]",
  "(x)",
  '"text"',
  "// note",
  "snake_case",
  "camelCase",
];
const strange = [
  "é",
  "e\u0301",
  "😀",
  "👩‍👩‍👧",
  "日本語",
  "שלום",
  "مرحبا",
  "\u200d",
  "\u200b",
  "\t",
  "  ",
  "\u202e",
  "🇫🇷🇩🇪",
  "ﬁ",
  "\x00",
  "\r",
];
const brackets = ["(", ")", "{", "}", "[", "]", '"', "'", "`", "<", ">"];

/** Of any shape: empty, code, prose, strange letters, one long line. */
export function randomText(random: Random): string {
  const shape = random.next();
  if (shape < 0.08) return "";
  if (shape < 0.14) return random.pick([...words, ...strange]).repeat(random.int(1, 900));
  const lines: string[] = [];
  for (let n = random.int(1, random.next() < 0.2 ? 120 : 14); n > 0; n--) {
    let line = " ".repeat(2 * random.int(0, 5));
    for (let k = random.int(0, 6); k > 0; k--) {
      line += random.pick(random.next() < 0.2 ? strange : words) + " ";
    }
    lines.push(random.next() < 0.5 ? line.trimEnd() : line);
  }
  return lines.join("\n").replaceAll("\r", "") + (random.next() < 0.5 ? "\n" : "");
}

function piece(random: Random): string {
  const die = random.next();
  if (die < 0.4) return random.pick([..."abcxyz019_. "]);
  if (die < 0.6) return random.pick(brackets);
  if (die < 0.75) return random.pick(strange);
  if (die < 0.85) return "\n";
  return random.pick(words);
}

const keys = [
  "left",
  "right",
  "up",
  "down",
  "home",
  "end",
  "pageup",
  "pagedown",
  "backspace",
  "delete",
  "enter",
  "tab",
  "escape",
  "a",
  "d",
  "k",
  "l",
  "f",
  "z",
  "y",
  "x",
  "c",
  "v",
  "/",
  "[",
  "]",
  "f2",
  "f3",
  "space",
]; // deno-fmt-ignore-line

/** `count` events: most are commands of the registry. */
export function eventsFrom(random: Random, { ids, count }: { ids: readonly string[]; count: number }): AppEvent[] {
  const at = 0 as Millis;
  const events: AppEvent[] = [];
  for (let i = 0; i < count; i++) {
    const die = random.next();
    if (die < 0.5) {
      const id = random.next() < 0.12 ? random.pick(["undo", "redo"]) : random.pick(ids);
      events.push({ kind: "command", id, arg: random.int(0, 1 << 30) });
    } else if (die < 0.68) events.push({ kind: "text", text: piece(random).replaceAll("\r", ""), at });
    else if (die < 0.84) {
      const key = random.pick(keys);
      const mods = (random.next() < 0.35 ? Mod.ctrl : 0) | (random.next() < 0.3 ? Mod.shift : 0) |
        (random.next() < 0.15 ? Mod.alt : 0);
      events.push({ kind: "keydown", key, mods, repeat: false, at });
      events.push({ kind: "keyup", key, mods, repeat: false, at });
    } else if (die < 0.95) events.push(...mouse(random, at));
    else if (die < 0.97) events.push({ kind: "preedit", text: random.pick(["", "に", "abc"]), caret: 0, length: 0, at });
    else if (die < 0.98) events.push({ kind: "resize", width: random.int(200, 1500) as Px, height: random.int(120, 900) as Px, scale: random.pick([1, 1.5, 2]), at });
    else events.push({ kind: "command", id: "workbench.action.files.newUntitledFile" });
  }
  return events;
}

function mouse(random: Random, at: Millis): AppEvent[] {
  const place = () => ({ x: random.int(0, 800) as Px, y: random.int(0, 600) as Px });
  const mods = random.next() < 0.3 ? random.pick([Mod.shift, Mod.alt, Mod.ctrl, Mod.shift | Mod.alt]) : 0;
  const from = place();
  if (random.next() < 0.25) {
    return [{ kind: "wheel", ...from, dx: random.int(-2, 3), dy: random.int(-9, 10), mods, at }];
  }
  const button = random.pick([0, 0, 0, 0, 1, 2] as const);
  const to = place();
  const down = {
    kind: "mousedown",
    ...from,
    button,
    clicks: random.pick([1, 1, 1, 2, 3]),
    mods,
    at,
  } as const;
  const up = { kind: "mouseup", ...to, button, clicks: 1, mods, at } as const;
  if (random.next() < 0.5) return [down, { ...up, ...from }];
  return [down, { kind: "mousemove", ...to, buttons: 1 << button, mods, at }, up];
}

/** The argument of a command from a number: as many plausible ones as the command knows, or none. */
export function argumentOf(id: string, given: unknown, app: App): unknown {
  if (typeof given !== "number") return given;
  const pick = <T>(list: readonly T[]): T => list[given % list.length];
  const many = given >> 8;
  switch (id) {
    case "type":
    case "default:type":
      return { text: pick([...brackets, ...strange, "a", " ", "\n", "word"]).replaceAll("\r", "") };
    case "paste":
      return pick([
        { text: pick([...words, ...strange]) },
        { text: "a line\n", pasteOnNewLine: true },
        { text: "one\ntwo\nthree", multicursorText: ["one", "two", "three"] },
      ]);
    case "cursorMove":
      return {
        to: pick([
          "left",
          "right",
          "up",
          "down",
          "wrappedLineStart",
          "wrappedLineEnd",
          "viewPortTop",
          "prevBlankLine",
        ]),
        by: pick(["line", "wrappedLine", "character", "halfLine"]),
        value: many % 5,
        select: many % 2 === 0,
      };
    case "editorScroll":
      return { to: pick(["up", "down"]), by: pick(["line", "page", "halfPage"]), value: many % 30 };
    case "revealLine":
      return { lineNumber: many % 90, at: pick(["top", "center", "bottom"]) };
    case "nexus.insertSnippet":
    case "editor.action.insertSnippet":
      return {
        snippet: pick([
          "for (${1:i} of ${2:list}) {\n\t$0\n}",
          "${1|a,b,c|} $1 ${1/(.*)/${1:/upcase}/}",
          "$TM_SELECTED_TEXT ${2:x ${1:y}} $2",
          "\\$ ${1:${2:${3:deep}}}",
          "${",
        ]),
      };
    case "nexus.undo.back":
    case "nexus.undo.forward":
      return pick([undefined, { steps: many % 9 }, { ms: many % 50 }]);
    case "nexus.undo.goTo": {
      const doc = activeDocument(app);
      const nodes = doc === null ? [] : historyNodes(doc.state);
      return nodes.length === 0 ? {} : { node: nodes[many % nodes.length].id };
    }
    case "editor.fold":
    case "editor.unfold":
      return pick([undefined, { levels: many % 4, direction: pick(["up", "down"]) }, {
        selectionLines: [many % 20],
      }]);
    case "workbench.action.files.openFile":
    case "workbench.action.files.saveAs":
      return undefined;
    case "editor.actions.findWithArgs":
      return {
        searchString: pick(["a", "const", "", "\\w+", "😀"]),
        replaceString: pick(["b", "", "$0$0"]),
        isRegex: false,
        matchWholeWord: many % 3 === 0,
        isCaseSensitive: many % 2 === 0,
      };
    default:
      return undefined;
  }
}

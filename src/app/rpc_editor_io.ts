/** The `editor/` family: carets, typing, keys, commands and options of one view. */
import type { Offset } from "../base/mod.ts";
import { graphemeLengths } from "../editor/mod.ts";
import { type Chord, parseKeys } from "../ui/mod.ts";
import { Mod } from "../window/mod.ts";
import { selectionOf } from "./app.ts";
import { wrongOption } from "./options.ts";
import { hasCommand } from "./registry.ts";
import { badParams, code, maybe, type Methods, need, type Params, refused, RpcFailure } from "./rpc.ts";
import { dispatchAnswered, type RpcHost, viewParam } from "./rpc_host_io.ts";
import type { Session } from "./session_io.ts";

export function editorMethods(host: RpcHost): Methods {
  return {
    "editor/selections": (params) => selections(host.session(), params),
    "editor/setSelections": (params) => setSelections(host.session(), params),
    "editor/type": (params) => type(host.session(), params),
    "editor/keys": (params) => keys(host.session(), params),
    "editor/command": (params) => command(host.session(), params),
    "editor/undo": (params) => command(host.session(), { ...params, id: "undo" }),
    "editor/redo": (params) => command(host.session(), { ...params, id: "redo" }),
    "editor/setOptions": (params) => {
      const { doc } = viewParam(host.session(), params);
      const options = need.object(params, "options");
      const wrong = wrongOption(options);
      if (wrong !== null) throw badParams(wrong);
      host.session().dispatch({ kind: "document.options", doc: doc.id, options });
    },
  };
}

function selections(session: Session, params: Params) {
  const { view, doc } = viewParam(session, params);
  const { ranges, main } = selectionOf(doc.state, view);
  return { selections: ranges.map(({ anchor, head }) => ({ anchor, head })), main };
}

function setSelections(session: Session, params: Params) {
  const { view, doc } = viewParam(session, params);
  const { length } = doc.state.text;
  const ranges = need.list(params, "selections").map((item, i) => {
    if (typeof item !== "object" || item === null) throw badParams(`Selection ${i} must be an object`);
    const anchor = need.integer(item as Params, "anchor"), head = need.integer(item as Params, "head");
    for (const at of [anchor, head]) {
      if (at < 0 || at > length) {
        throw badParams(`Selection ${i} reaches ${at}, the text has ${length} units`);
      }
    }
    return { anchor: anchor as Offset, head: head as Offset };
  });
  if (ranges.length === 0) throw badParams('"selections" needs at least one');
  const main = maybe(need.integer, params, "main") ?? 0;
  if (main < 0 || main >= ranges.length) throw badParams(`"main" must be from 0 to ${ranges.length - 1}`);
  const spec = { view, selection: { ranges, main }, origin: "move", reveal: true } as const;
  const step = session.dispatch({ kind: "spec", doc: doc.id, spec });
  if (step.problem !== undefined) throw refused(step.problem);
}

/** As the keyboard would: one grapheme after the other, Enter and Tab as the commands behind those keys. */
function type(session: Session, params: Params) {
  const { view } = viewParam(session, params);
  const text = need.string(params, "text").replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  if (text.length === 1 && text !== "\t") {
    typeOne(session, { text, view });
    return;
  }
  let at = 0;
  for (const length of graphemeLengths(text)) {
    typeOne(session, { text: text.slice(at, at + length), view });
    at += length;
  }
}
function typeOne(
  session: Session,
  { text, view }: { text: string; view: ReturnType<typeof viewParam>["view"] },
): void {
  if (session.app.vim !== null) return typeInVim(session, { text, view });
  const step = text === "\t"
    ? tabKey(session, view)
    : session.dispatch({ kind: "command", id: "type", arg: { text }, view });
  if (step.problem !== undefined) throw refused(step.problem);
}

/** With Vim mode on, text is keys: it may be commands. */
function typeInVim(
  session: Session,
  { text, view }: { text: string; view: ReturnType<typeof viewParam>["view"] },
): void {
  session.dispatch({ kind: "view.focus", view });
  const at = session.clock.now();
  const key = text === "\n" ? "enter" : text === "\t" ? "tab" : null;
  const step = key === null
    ? session.dispatch({ kind: "text", text, at })
    : session.dispatch({ kind: "keydown", key, mods: 0, repeat: false, at });
  if (step.problem !== undefined) throw refused(step.problem);
}

/** In a snippet Tab goes to its next place, as the key does. */
function tabKey(session: Session, view: ReturnType<typeof viewParam>["view"]) {
  const jumped = session.dispatch({ kind: "command", id: "jumpToNextSnippetPlaceholder", view });
  return jumped.handled ? jumped : session.dispatch({ kind: "command", id: "tab", view });
}

/** Each key as the window would send it: a keydown, then the text it types unless a command took it. */
function keys(session: Session, params: Params) {
  const list = need.list(params, "keys").map((item, i) => {
    if (typeof item !== "string") throw badParams(`Key ${i} must be a string such as "ctrl+k ctrl+c"`);
    // Vim's commands are characters, which chords know in lower case only.
    if (session.app.vim !== null && /^(\S )*\S$/u.test(item)) return item.split(" ");
    const chords = parseKeys(item);
    if (!chords.ok) throw badParams(chords.reason);
    return chords.value;
  });
  if (params.view !== undefined || params.doc !== undefined) {
    session.dispatch({ kind: "view.focus", view: viewParam(session, params).view });
  }
  session.turn(); // Page moves need a layout of what is there now.
  return {
    handled: list.map((chords) =>
      chords.map((chord) =>
        typeof chord === "string" ? pressCharacter(session, chord) : press(session, chord)
      ).every(Boolean)
    ),
  };
}
/** The key that types a character on a US layout, or the character alone. */
function pressCharacter(session: Session, char: string): boolean {
  const base = Object.keys(shifted).find((key) => shifted[key] === char);
  const lower = char.toLowerCase();
  const mods = base !== undefined || lower !== char ? Mod.shift : 0;
  const chord = { key: base ?? lower, mods };
  if (textOfKey(chord) === char) return press(session, chord);
  return session.dispatch({ kind: "text", text: char, at: session.clock.now() }).handled ?? false;
}
function press(session: Session, chord: Chord): boolean {
  const at = session.clock.now();
  const down = session.dispatch({ kind: "keydown", key: chord.key, mods: chord.mods, repeat: false, at });
  let handled = down.handled ?? false;
  const text = textOfKey(chord);
  if (text !== null && (chord.mods & (Mod.ctrl | Mod.alt | Mod.meta)) === 0) {
    const typed = session.dispatch({ kind: "text", text, at });
    handled ||= typed.handled ?? false;
  }
  session.dispatch({ kind: "keyup", key: chord.key, mods: chord.mods, repeat: false, at });
  return handled;
}
/** What a key types on a US layout; `null` for one that types nothing. */
function textOfKey({ key, mods }: Chord): string | null {
  if (key === "space") return " ";
  if ([...key].length !== 1) return null;
  if ((mods & Mod.shift) === 0) return key;
  return shifted[key] ?? key.toUpperCase();
}
const shifted: Readonly<Record<string, string>> = {
  "1": "!",
  "2": "@",
  "3": "#",
  "4": "$",
  "5": "%",
  "6": "^",
  "7": "&",
  "8": "*",
  "9": "(",
  "0": ")",
  "-": "_",
  "=": "+",
  "[": "{",
  "]": "}",
  "\\": "|",
  ";": ":",
  "'": '"',
  "`": "~",
  ",": "<",
  ".": ">",
  "/": "?",
}; // deno-fmt-ignore

function command(session: Session, params: Params) {
  const id = need.string(params, "id");
  if (!hasCommand(id)) throw new RpcFailure({ code: code.method, message: `There is no command ${id}; app/initialize lists them` });
  // VS Code passes a list of arguments; our commands take one.
  const arg = Array.isArray(params.args) ? params.args[0] : params.args;
  if (params.view !== undefined || params.doc !== undefined) {
    session.dispatch({ kind: "view.focus", view: viewParam(session, params).view });
  }
  session.turn();
  const before = session.app;
  const step = dispatchAnswered(session, { kind: "command", id, arg }, maybe(need.string, params, "answer"));
  if (step.result !== undefined) return { handled: step.handled ?? false, result: step.result };
  return { handled: step.handled ?? session.app !== before };
}

/** Vim mode as a test drives it: keys in, the text with "|" at the cursor out. Does what the app does with the acts. */
import type { Millis, Offset, ViewId } from "../../base/mod.ts";
import { deleteLeft } from "../commands/delete.ts";
import { tab } from "../commands/indent.ts";
import { FakeLayout, mark, unmark } from "../commands/testing.ts";
import { type } from "../commands/type.ts";
import { historyField, redoSpec, undoSpec } from "../history/history.ts";
import { lastChangeField } from "../state/last_change.ts";
import { defaultSettings } from "../state/settings.ts";
import { apply, createState, resolve, withView } from "../state/state.ts";
import { textOf, toStringAll } from "../text/rope.ts";
import type { Command, Field, Settings, Spec, State } from "../types.ts";
import { vimKey } from "./machine.ts";
import { vimPlacesField } from "./places.ts";
import { freshVim, named, type VimAct, type VimState } from "./types.ts";

const view = 1 as ViewId;
const fields = [historyField, lastChangeField, vimPlacesField] as Field<unknown>[];

export class VimTest {
  vim: VimState = freshVim;
  state: State;
  clipboard = "";
  readonly commands: VimAct[] = [];
  #at = 0;

  constructor(marked: string, settings: Partial<Settings> = {}) {
    const { text, selection } = unmark(marked);
    const all = { ...defaultSettings, autoIndent: "none" as const, ...settings };
    this.state = withView(createState({ text: textOf(text), settings: all, fields }), view, selection);
  }
  /** A text with any characters in it, the cursor at an offset. */
  static at(text: string, offset: number): VimTest {
    const test = new VimTest("");
    const start = createState({ text: textOf(text), settings: test.state.settings, fields });
    const at = offset as Offset;
    // As tools/vim_oracle.ts fills them.
    const registers = new Map(
      [...'abcdefghijklmnopqrstuvwxyz123456789-"'].map((
        name,
      ) => [name, { kind: "char" as const, text: `r${name}` }]),
    );
    test.vim = { ...freshVim, registers: registers.set("0", { kind: "char", text: 'r"' }) };
    test.state = withView(start, view, { ranges: [{ anchor: at, head: at }], main: 0 });
    return test;
  }
  /** `<esc>`, `<c-v>`, `<cr>`, `<bs>`, `<lt>` and single characters. */
  keys(source: string): this {
    for (const key of keysOf(source)) this.key(key);
    return this;
  }
  key(key: string, clipboard?: string): void {
    const layout = new FakeLayout(this.state.text.length < 100_000 ? toStringAll(this.state.text) : "");
    const at = this.#at++ as Millis;
    const step = vimKey(this.vim, key, { state: this.state, view, layout, at, clipboard, name: "test.txt" });
    this.vim = step.vim;
    for (const act of step.acts) this.#carryOut(act);
    if (step.handled) return;
    const group = this.vim.group;
    const command: Command = key === named.backspace ? deleteLeft : key === named.tab ? tab : type;
    const text = key === named.enter ? "\n" : key;
    const ctx = {
      state: this.state,
      view,
      selection: this.state.selections.get(view)!,
      layout,
      arg: { text },
    };
    const spec = command(ctx)?.spec;
    if (spec !== undefined) this.apply({ ...spec, group });
  }
  apply(spec: Spec): void {
    this.state = apply(resolve(this.state, spec, this.#at as Millis));
  }
  #carryOut(act: VimAct): void {
    if (act.kind === "spec") this.apply(act.spec);
    else if (act.kind === "clipboard.write") this.clipboard = act.text;
    else if (act.kind === "clipboard.read") this.key(act.keys, this.clipboard);
    else if (act.kind === "command" && act.id === "undo") {
      this.apply(undoSpec(this.state, { view }) ?? { origin: "undo" });
    } else if (act.kind === "command" && act.id === "redo") {
      this.apply(redoSpec(this.state, { view }) ?? { origin: "redo" });
    } else this.commands.push(act);
  }
  get text(): string {
    return toStringAll(this.state.text);
  }
  get marked(): string {
    return mark(this.text, this.state.selections.get(view)!);
  }
  /** Line from 0 and column of the cursor. */
  get place(): [number, number] {
    const selection = this.state.selections.get(view)!;
    const head = selection.ranges[selection.main].head as Offset;
    const line = this.state.text.lineAt(head);
    return [line.index, head - line.from];
  }
}

const names: Readonly<Record<string, string>> = {
  esc: named.escape,
  cr: named.enter,
  bs: named.backspace,
  tab: named.tab,
  del: named.delete,
  left: named.left,
  right: named.right,
  up: named.up,
  down: named.down,
  lt: "<",
  space: " ",
};
export function keysOf(source: string): string[] {
  return [...source.matchAll(/<(c-.|[a-z]+)>|[^]/gu)].map(([all, name]) => {
    if (name === undefined) return all;
    if (name.startsWith("c-")) return String.fromCharCode(name.toUpperCase().charCodeAt(2) & 31);
    return names[name] ?? all;
  });
}

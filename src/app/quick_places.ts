/** Quick open's places in the shown document: a line by its number (":"), a symbol of the outline by its name ("@"). Both show while moving. */
import type { LineIndex, Offset } from "../base/mod.ts";
import { outline, syntaxOf } from "../editor/mod.ts";
import { indexTexts } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { activeView, type App, documentOf, idle, selectionOf, type StepContext } from "./app.ts";
import { goTo } from "./documents.ts";
import { lookedBack } from "./quick_back.ts";
import { marksOf, type QuickMode } from "./quick_mode.ts";
import type { QuickContent } from "./quick_pick_state.ts";

const words = STRINGS.quickPick;

interface Place {
  readonly line: number;
  readonly column: number;
}
/** ":12", ":12:3", ":12,3"; ":-1" counts from the end. Null: no number yet. */
function placeIn(text: string, lineCount: number): Place | null {
  const match = /^:\s*(-?\d{1,9})(?:[:,#](\d{1,9}))?/.exec(text);
  if (match === null) return null;
  const number = Number(match[1]);
  const line = number < 0 ? lineCount + number : number - 1;
  return { line: Math.max(0, Math.min(lineCount - 1, line)), column: Math.max(0, Number(match[2] ?? 1) - 1) };
}

function shownText(app: App) {
  const view = activeView(app);
  return view === null ? null : { view, state: documentOf(app, view.doc).state };
}

function gone(app: App, text: string, ctx: StepContext): App | null {
  const shown = shownText(app);
  const place = shown === null ? null : placeIn(text, shown.state.text.lineCount);
  return shown === null || place === null ? null : goTo(app, shown.view.id, { ...place, ctx });
}

export const lineMode: QuickMode = {
  prefix: ":",
  placeholder: words.line,
  help: words.help.line,
  isTyped: true,
  query: () => "",
  content(app, pick) {
    const shown = shownText(app);
    const text = pick.input.text;
    const label = shown === null ? null : lineLabel(app, text);
    const index = indexTexts(label === null ? [] : [{ text: label }]);
    return {
      index,
      hasDetails: false,
      keepsOrder: true,
      message: words.noEditor,
      rowOf: () => ({ label: label ?? "" }),
    };
  },
  look: (app, _pick, { text, ctx }) => gone(app, text, ctx) ?? lookedBack(app, ctx),
  accept: (app, _pick, { text, ctx }) => idle(gone(app, text, ctx) ?? app),
};

function lineLabel(app: App, text: string): string {
  const { view, state } = shownText(app)!;
  const place = placeIn(text, state.text.lineCount);
  if (place !== null) return words.goToLine(place.line + 1, place.column + 1);
  const selection = app.quickPick?.back?.selection ?? selectionOf(state, view.id);
  const head = Math.min(selection.ranges[selection.main].head, state.text.length) as Offset;
  return words.atLine(state.text.lineAt(head).index + 1, state.text.lineCount);
}

export const symbolMode: QuickMode = {
  prefix: "@",
  placeholder: words.symbol,
  help: words.help.symbol,
  query: (text) => text.slice(1),
  key(app) {
    const shown = shownText(app);
    return shown === null ? null : syntaxOf(shown.state)?.structure ?? shown.state.text;
  },
  content(app) {
    const shown = shownText(app);
    const symbols = shown === null ? [] : outline(shown.state);
    const index = indexTexts(symbols.map(({ name }) => ({ text: name })));
    const status = shown === null ? "off" : syntaxOf(shown.state)?.status ?? "off";
    const isBusy = symbols.length === 0 && status === "waiting";
    return {
      index,
      hasDetails: false,
      keepsOrder: false,
      key: symbolMode.key!(app),
      focused: aroundCaret(app, symbols),
      isBusy,
      message: shown === null ? words.noEditor : isBusy ? words.reading : words.noSymbols,
      rowOf: (entry, query) => ({
        label: symbols[entry].name,
        description: words.kinds[symbols[entry].kind],
        indent: query.parts.length === 0 ? symbols[entry].depth : 0,
        ...marksOf(index, query, entry),
      }),
    };
  },
  look(app, pick, { entry, text, ctx }) {
    // Before a letter is typed or a key pressed the text stays where it is.
    const isUntouched = text === "@" && pick.looked === -1 && entry === pick.content?.focused;
    return entry < 0 || isUntouched ? app : toSymbol(app, entry, ctx);
  },
  accept: (app, _pick, { entry, ctx }) => idle(entry < 0 ? app : toSymbol(app, entry, ctx)),
};

/** The innermost symbol around the caret; the first without one. */
function aroundCaret(app: App, symbols: ReturnType<typeof outline>): QuickContent["focused"] {
  const shown = shownText(app);
  if (shown === null) return undefined;
  const { ranges, main } = app.quickPick?.back?.selection ?? selectionOf(shown.state, shown.view.id);
  let found: number | undefined;
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i].from <= ranges[main].head && ranges[main].head <= symbols[i].to) found = i;
  }
  return found;
}

function toSymbol(app: App, entry: number, ctx: StepContext): App {
  const shown = shownText(app);
  const symbol = shown === null ? undefined : outline(shown.state)[entry];
  if (shown === null || symbol === undefined) return app;
  const { text } = shown.state;
  const line = text.lineAt(symbol.nameFrom as Offset).index as LineIndex;
  return goTo(app, shown.view.id, { line, column: symbol.nameFrom - text.line(line).from, ctx });
}

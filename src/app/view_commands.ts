/**
 * Commands about how text is shown: wrapping, the minimap, blanks, sticky lines. Ids are VS Code's. Wrapping belongs to one
 * document until it is closed, the others to the window. Pure.
 */
import { withSettings } from "../editor/mod.ts";
import { STRINGS, type ViewParts } from "../ui/mod.ts";
import { activeView, type App, documentOf, noEffects, viewOf, withDocument, withDocView } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { reveal } from "./documents.ts";

/** What was asked for in the settings, else the window's width. */
const toggleWordWrap: AppCommand = (app, ctx) => {
  const view = activeView(app);
  if (view === null) return null;
  const doc = documentOf(app, view.doc);
  const { settings } = doc.state;
  const wanted = app.settings.wordWrap;
  const wrap = settings.wrap !== "off" ? "off" : wanted === null || wanted === "off" ? "on" : wanted;
  const next = withDocument(app, { ...doc, state: withSettings(doc.state, { ...settings, wrap }) });
  const shown = viewOf(next, view.id);
  // Nothing is left of the left edge once lines end at the right one.
  const left = withDocView(next, { ...shown, scroll: { ...shown.scroll, x: 0 as typeof shown.scroll.x } });
  return { app: reveal(left, view.id, ctx), effects: noEffects };
};

function toggled(change: (parts: ViewParts) => Partial<ViewParts>): AppCommand {
  return (app: App) => {
    const { parts } = app.look;
    if (parts === undefined) return null;
    return {
      app: { ...app, look: { ...app.look, parts: { ...parts, ...change(parts) } } },
      effects: noEffects,
    };
  };
}

const words = STRINGS.viewCommands;
export const viewCommands: readonly AppCommandInfo[] = [
  { id: "editor.action.toggleWordWrap", title: words.wordWrap, run: toggleWordWrap },
  {
    id: "editor.action.toggleMinimap",
    title: words.minimap,
    run: toggled(({ minimap }) => ({ minimap: !minimap })),
  },
  {
    id: "editor.action.toggleRenderWhitespace",
    title: words.whitespace,
    run: toggled(({ whitespace }) => ({ whitespace: whitespace === "none" ? "all" : "none" })),
  },
  {
    id: "editor.action.toggleStickyScroll",
    title: words.sticky,
    run: toggled(({ stickyScroll }) => ({ stickyScroll: !stickyScroll })),
  },
];

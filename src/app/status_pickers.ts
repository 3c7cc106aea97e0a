/**
 * The pickers behind the fields of the status bar: encoding, end of line, language, indentation. Each asks only; what is picked
 * runs the command that automation calls too. Ids are VS Code's. Pure.
 */
import { encodingNames, languageById, languageOf, languages } from "../project/mod.ts";
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, type App, type AppDocument, idle, type Step, withDocument } from "./app.ts";
import type { AppCommand, AppCommandInfo } from "./app_commands.ts";
import { firstLineOf, withLanguage } from "./documents.ts";
import { withoutNoticesOf } from "./notices.ts";
import { reasonWords } from "./encoding_words.ts";
import { openQuickPick } from "./quick_pick_open.ts";
import type { QuickItem, QuickPickSpec } from "./quick_pick_state.ts";

const words = STRINGS.files;
const changeEncodingId = "workbench.action.editor.changeEncoding";

/** Asks about the document with the keyboard; not while a question is open. */
export function asking(specOf: (doc: AppDocument, app: App) => QuickPickSpec): AppCommand {
  return (app) => {
    const doc = activeDocument(app);
    return doc === null || app.prompt !== null ? null : idle(openQuickPick(app, specOf(doc, app)));
  };
}

/** First what to do; a document that is nowhere yet can only be saved. */
export const encodingSpec = (doc: AppDocument): QuickPickSpec => {
  const { action } = words;
  const items: QuickItem[] = [
    { label: action.save, description: action.saveHelp, run: { id: "nexus.encoding.save" } },
  ];
  if (doc.path !== null) {
    const description = doc.dirty ? action.reopenUnsaved : action.reopenHelp;
    items.unshift({ label: action.reopen, description, run: { id: "nexus.encoding.reopen" } });
  }
  return { title: reasonWords(doc), placeholder: action.placeholder, items, keepsOrder: true };
};

const encodingsSpec = (what: "reopen" | "save") => (doc: AppDocument): QuickPickSpec => ({
  title: what === "reopen" ? words.reopenTitle(doc.name) : words.saveTitle(doc.name),
  placeholder: words.encodings,
  items: encodingNames.map((encoding) => ({
    label: encoding,
    description: encoding === doc.encoding ? words.now : undefined,
    run: { id: changeEncodingId, arg: { encoding, action: what } },
  })),
  focused: encodingNames.findIndex((name) => name === doc.encoding),
});

export const lineEndingSpec = (doc: AppDocument): QuickPickSpec => {
  const { title, mixed, placeholder, help } = words.lineEndings;
  const kinds = ["LF", "CRLF", "CR"] as const;
  return {
    title: doc.lineEnding === "mixed" ? mixed(doc.name) : title(doc.name),
    placeholder,
    items: kinds.map((eol) => ({
      label: eol,
      description: help[eol],
      keys: eol === doc.lineEnding ? words.now : undefined,
      run: { id: "workbench.action.editor.changeEOL", arg: { eol } },
    })),
    focused: Math.max(0, kinds.findIndex((kind) => kind === doc.lineEnding)),
    keepsOrder: true,
  };
};

const languageSpec = (doc: AppDocument): QuickPickSpec => {
  const id = "workbench.action.editor.changeLanguageMode";
  const all = languages.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return {
    title: words.language.title(doc.name),
    placeholder: words.language.placeholder,
    items: [
      {
        label: words.language.auto,
        description: words.language.autoHelp,
        run: { id, arg: { language: "auto" } },
      },
      ...all.map(({ id: language, name }) => ({
        label: name,
        description: language,
        keys: language === doc.state.settings.language ? words.now : undefined,
        run: { id, arg: { language } },
      })),
    ],
    focused: 1 + all.findIndex((one) => one.id === doc.state.settings.language),
  };
};

/** `{ language }`: an id, or "auto" for what name and first line say. Without: asks. */
const changeLanguage: AppCommand = (app, ctx): Step | null => {
  const given = typeof ctx.arg === "string"
    ? ctx.arg
    : (ctx.arg as { language?: unknown } | undefined)?.language;
  if (given === undefined) return asking(languageSpec)(app, ctx);
  const doc = activeDocument(app);
  if (doc === null) return null;
  const known = languages.some(({ id }) => id === given);
  if (given !== "auto" && !known) return { ...idle(app), problem: words.language.unknown(String(given)) };
  const language = given === "auto"
    ? languageOf(doc.path ?? doc.name, firstLineOf(doc.state.text))
    : languageById(String(given));
  return idle(withDocument(app, withLanguage(doc, language, app.settings)));
};

const indentSpec = ({ name, state }: AppDocument): QuickPickSpec => {
  const { indent } = words;
  const { insertSpaces, indentSize, tabSize } = state.settings;
  const sizes = [2, 3, 4, 8];
  const spaces = sizes.map((size): QuickItem => ({
    label: indent.spaces(size),
    keys: insertSpaces && indentSize === size ? words.now : undefined,
    run: { id: "editor.action.indentUsingSpaces", arg: { tabSize: size } },
  }));
  const tabs = sizes.map((size): QuickItem => ({
    label: indent.tabs(size),
    keys: !insertSpaces && tabSize === size ? words.now : undefined,
    run: { id: "editor.action.indentUsingTabs", arg: { tabSize: size } },
  }));
  const { titles } = STRINGS.editing;
  const items: QuickItem[] = [
    ...spaces,
    ...tabs,
    { label: titles.detectIndentation, run: { id: "editor.action.detectIndentation" } },
    {
      label: titles.indentationToSpaces,
      group: indent.convert,
      run: { id: "editor.action.indentationToSpaces" },
    },
    { label: titles.indentationToTabs, run: { id: "editor.action.indentationToTabs" } },
  ];
  items[0] = { ...items[0], group: indent.view };
  const focused = items.findIndex(({ keys }) => keys !== undefined);
  return {
    title: indent.title(name),
    placeholder: indent.placeholder,
    items,
    focused: Math.max(0, focused),
    keepsOrder: true,
  };
};

/** Once said, keys edit a file that is marked read-only; saving it still asks. What only shows something stays as it is. */
const editAnyway: AppCommand = (app) => {
  const doc = activeDocument(app);
  return doc === null || !doc.readOnly || doc.path === null
    ? null
    : idle(withDocument(withoutNoticesOf(app, doc.id), { ...doc, readOnly: false }));
};

export const statusPickerCommands: readonly AppCommandInfo[] = [
  { id: "nexus.encoding.reopen", title: words.titles.reopen, run: asking(encodingsSpec("reopen")) },
  { id: "nexus.encoding.save", title: words.titles.save, run: asking(encodingsSpec("save")) },
  { id: "workbench.action.editor.changeLanguageMode", title: words.titles.language, run: changeLanguage },
  { id: "changeEditorIndentation", title: words.titles.indentation, run: asking(indentSpec) },
  {
    id: "workbench.action.files.setActiveEditorWriteableInSession",
    title: words.titles.writable,
    run: editAnyway,
  },
];

/** The command behind each field of the status bar. */
export const statusCommands: Readonly<Record<string, string>> = {
  position: "workbench.action.gotoLine",
  writing: "nexus.file.cancelSave",
  bell: "notifications.showList",
  encoding: changeEncodingId,
  lineEnding: "workbench.action.editor.changeEOL",
  language: "workbench.action.editor.changeLanguageMode",
  indent: "changeEditorIndentation",
  readOnly: "workbench.action.files.setActiveEditorWriteableInSession",
};

/** What the fields of the status bar say while the pointer rests on them. */
import { STRINGS } from "../ui/mod.ts";
import { activeDocument, type App } from "./app.ts";
import { reasonWords } from "./encoding_words.ts";

const words = STRINGS.chrome.tips;

/** Null: nothing beside what the field shows itself. */
export function statusTip(app: App, item: string): string | null {
  const doc = activeDocument(app);
  switch (item) {
    case "encoding":
      return doc === null ? null : `${words.encoding}\n${reasonWords(doc)}`;
    case "position":
    case "indent":
    case "lineEnding":
    case "language":
    case "readOnly":
    case "frame":
    case "chord":
    case "loading":
    case "writing":
    case "syntax":
    case "mode":
    case "bell":
      return words[item];
    case "painter":
      return words.painter(app.painter);
    default:
      return null;
  }
}

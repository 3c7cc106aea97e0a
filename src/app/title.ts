/** The window's title: what is open, whether it is unsaved, and whose window this is. */
import { STRINGS } from "../ui/mod.ts";
import type { AppDocument } from "./app.ts";

export function windowTitle(doc: AppDocument | null): string {
  if (doc === null) return STRINGS.appName;
  const folder = doc.path === null ? "" : ` (${doc.path.slice(0, doc.path.lastIndexOf("/")) || "/"})`;
  return `${doc.dirty ? "● " : ""}${doc.name}${folder} – ${STRINGS.appName}`;
}

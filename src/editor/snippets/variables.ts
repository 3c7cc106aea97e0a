/** The values of VS Code's snippet variables: those of the editor here; those of the world and the app come as `given`. */
import type { Offset } from "../../base/mod.ts";
import { fromOf, toOf } from "../state/selection.ts";
import type { CommandContext } from "../types.ts";
import { wordSource } from "../commands/move_words.ts";
import { wordAt } from "../commands/word_borders.ts";

/** Values by name, made where the clock, the clipboard and the file names are known. */
export type Values = Readonly<Record<string, string>>;

/** Those only the world knows: whoever runs a snippet with one of them has to ask for it first. */
export const worldVariables: ReadonlySet<string> = new Set([
  "CLIPBOARD",
  "CURRENT_YEAR",
  "CURRENT_YEAR_SHORT",
  "CURRENT_MONTH",
  "CURRENT_MONTH_NAME",
  "CURRENT_MONTH_NAME_SHORT",
  "CURRENT_DATE",
  "CURRENT_DAY_NAME",
  "CURRENT_DAY_NAME_SHORT",
  "CURRENT_HOUR",
  "CURRENT_MINUTE",
  "CURRENT_SECOND",
  "CURRENT_SECONDS_UNIX",
  "CURRENT_TIMEZONE_OFFSET",
  "RANDOM",
  "RANDOM_HEX",
  "UUID",
]);
const appVariables: ReadonlySet<string> = new Set([
  "TM_FILENAME",
  "TM_FILENAME_BASE",
  "TM_DIRECTORY",
  "TM_FILEPATH",
  "RELATIVE_FILEPATH",
  "WORKSPACE_NAME",
  "WORKSPACE_FOLDER",
]);

/** The value of a name at one of the selections; undefined for a name nobody knows. */
export function variablesAt(
  ctx: CommandContext,
  { index, given }: { index: number; given: Values },
): (name: string) => string | undefined {
  const { text, settings } = ctx.state;
  const range = ctx.selection.ranges[index];
  const line = text.lineAt(range.head);
  const { comments } = settings.languageConfig;
  return (name) => {
    if (Object.hasOwn(given, name)) {
      const value = given[name];
      // As many lines as carets are dealt out, one to each.
      if (name === "CLIPBOARD") {
        const lines = value.split(/\r?\n/);
        const count = ctx.selection.ranges.length;
        return count > 1 && lines.length === count ? lines[index] : value;
      }
      return value;
    }
    switch (name) {
      case "SELECTION":
      case "TM_SELECTED_TEXT":
        return text.slice(fromOf(range), toOf(range));
      case "TM_CURRENT_LINE":
        return text.slice(line.from, Math.min(line.to, line.from + 100_000) as Offset);
      case "TM_CURRENT_WORD": {
        const word = wordAt(wordSource(ctx), range.head);
        return word === null ? "" : text.slice(word.from, word.to);
      }
      case "TM_LINE_INDEX":
        return String(line.index);
      case "TM_LINE_NUMBER":
        return String(line.index + 1);
      case "CURSOR_INDEX":
        return String(index);
      case "CURSOR_NUMBER":
        return String(index + 1);
      case "LINE_COMMENT":
        return comments?.lineComment ?? "";
      case "BLOCK_COMMENT_START":
        return comments?.blockComment?.[0] ?? "";
      case "BLOCK_COMMENT_END":
        return comments?.blockComment?.[1] ?? "";
      default:
        return worldVariables.has(name) || appVariables.has(name) ? "" : undefined;
    }
  };
}

/** The date's variables for a moment: ms since 1970, and how many minutes local time is ahead of UTC. */
export function dateValues(epochMs: number, zoneMinutes: number): Values {
  // The local time as if it were UTC: what the zone of this machine is, only the caller knows.
  const date = new Date(epochMs + zoneMinutes * 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const name = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" }).format(date);
  const away = Math.abs(zoneMinutes);
  return {
    CURRENT_YEAR: String(date.getUTCFullYear()),
    CURRENT_YEAR_SHORT: two(date.getUTCFullYear() % 100),
    CURRENT_MONTH: two(date.getUTCMonth() + 1),
    CURRENT_MONTH_NAME: name({ month: "long" }),
    CURRENT_MONTH_NAME_SHORT: name({ month: "short" }),
    CURRENT_DATE: two(date.getUTCDate()),
    CURRENT_DAY_NAME: name({ weekday: "long" }),
    CURRENT_DAY_NAME_SHORT: name({ weekday: "short" }),
    CURRENT_HOUR: two(date.getUTCHours()),
    CURRENT_MINUTE: two(date.getUTCMinutes()),
    CURRENT_SECOND: two(date.getUTCSeconds()),
    CURRENT_SECONDS_UNIX: String(Math.floor(epochMs / 1000)),
    CURRENT_TIMEZONE_OFFSET: (zoneMinutes < 0 ? "-" : "+") + two(Math.floor(away / 60)) + ":" +
      two(away % 60),
  };
}

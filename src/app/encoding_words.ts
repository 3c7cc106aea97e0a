/** Why a document has the encoding it has, in words. */
import { STRINGS } from "../ui/mod.ts";
import type { AppDocument } from "./app.ts";

export function reasonWords({ name, encoding, encodingReason: reason }: AppDocument): string {
  const words = STRINGS.encodingReason;
  const why = reason === undefined
    ? words.none
    : reason.kind === "guess"
    ? words.guess(reason.confidence ?? 0)
    : words[reason.kind];
  return words.of(name, encoding, why);
}

/**
 * Builds sorted edits from a walk over a text: so much kept, so much deleted, this inserted. Owns the normal
 * form: per gap between kept characters there is one edit at most, so equal changes have equal edits.
 */
import type { Offset } from "../../base/mod.ts";
import type { Edit, Text } from "../types.ts";
import { joinInserts } from "./inserts.ts";

/** Counts in the text before; call in order, then `finish` once. */
export class EditBuilder {
  readonly #edits: Edit[] = [];
  #from = 0;
  #to = 0;
  #insert: string | Text = "";

  keep(length: number): void {
    if (length === 0) return;
    this.#flush();
    this.#from = this.#to = this.#to + length;
  }

  delete(length: number): void {
    this.#to += length;
  }

  insert(insert: string | Text): void {
    this.#insert = joinInserts(this.#insert, insert);
  }

  finish(): readonly Edit[] {
    this.#flush();
    // A slice, as an array grown by `push` keeps places for more.
    return this.#edits.slice();
  }

  #flush(): void {
    if (this.#to > this.#from || this.#insert.length > 0) {
      this.#edits.push({ from: this.#from as Offset, to: this.#to as Offset, insert: this.#insert });
      this.#insert = "";
    }
  }
}

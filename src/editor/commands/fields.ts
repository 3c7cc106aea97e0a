/** What editing remembers besides text, selections and history: every document has these fields. All cost nothing while idle. */
import { autoClosedField } from "../autoclose/field.ts";
import { foldField } from "../folding/field.ts";
import { snippetField } from "../snippets/field.ts";
import type { Field } from "../types.ts";
import { boxField } from "./column_select.ts";
import { cursorHistoryField } from "./cursor_history.ts";
import { grownField } from "./smart_select.ts";

export const editingFields: readonly Field<unknown>[] = [
  autoClosedField as Field<unknown>,
  boxField as Field<unknown>,
  cursorHistoryField as Field<unknown>,
  foldField as Field<unknown>,
  grownField as Field<unknown>,
  snippetField as Field<unknown>,
];

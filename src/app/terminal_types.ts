/** What the world and the app say to each other about terminals. Only types, so that events and effects can lie above. */
import type { FromTerminals, TermLink, ToTerminals } from "../terminal/mod.ts";

/** What the world tells of terminals. */
export type TerminalEvent =
  | { readonly kind: "terminal.heard"; readonly message: FromTerminals }
  | {
    readonly kind: "terminal.opened";
    readonly term: number;
    readonly program: string;
    /** A person asked for it: it is shown, beside that terminal or alone. */
    readonly asked: { readonly beside: number | null } | null;
  }
  | { readonly kind: "terminal.refused"; readonly reason: string }
  | { readonly kind: "terminal.closed"; readonly term: number }
  | { readonly kind: "terminal.link"; readonly link: TermLink | null; readonly path: string | null };
/** What the app asks for. */
export type TerminalEffect =
  /** `argv` null: the person's shell. `text`: typed once it runs. Answered by "terminal.opened" or "terminal.refused". */
  | {
    readonly kind: "terminal.open";
    readonly argv: readonly string[] | null;
    readonly cwd: string | null;
    readonly env: Readonly<Record<string, string>> | null;
    readonly beside: number | null;
    readonly text: string | null;
  }
  | { readonly kind: "terminal.send"; readonly message: ToTerminals }
  | { readonly kind: "terminal.close"; readonly term: number }
  | { readonly kind: "terminal.copy"; readonly term: number }
  | { readonly kind: "terminal.primary" }
  /** Answered by "terminal.link". */
  | { readonly kind: "terminal.follow"; readonly term: number; readonly col: number; readonly row: number };

/**
 * The views that side bars and the panel can show, in order: a feature adds its own here, as its commands in registry.ts. A view is
 * laid out by its `BarPart` (see src/ui/types.ts); what keys and the mouse do in it are the steps of `AppBarPart`.
 */
import type { AppBarPart } from "./app.ts";
import { explorerBarPart } from "./explorer_part.ts";
import { terminalPart } from "./terminal_part.ts";

const parts: readonly AppBarPart[] = [explorerBarPart, terminalPart];

/** All of them, sorted within their bar. */
export const barParts: readonly AppBarPart[] = parts.toSorted((a, b) => a.order - b.order);

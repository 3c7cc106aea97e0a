/**
 * The stages the gate compares, by name, each from its own tree: the working tree runs this file, the base commit
 * its own copy. `make` prepares everything; what it returns is one call and costs the same each time.
 * A renamed stage counts as new and is not compared, so rename only what changed its meaning.
 */
import { coreStages } from "./stages_core.ts";
import { screenStages } from "./stages_screen.ts";
import { uiStages } from "./stages_ui.ts";

export interface Stage {
  readonly name: string;
  /** Ready to be called thousands of times; nothing that grows, nothing from the clock or the network. */
  make(): () => void;
}

export const stages: readonly Stage[] = [...coreStages, ...uiStages, ...screenStages];

/**
 * The stages the gate compares, by name, each from its own tree: the working tree runs this file, the base commit
 * its own copy. `make` prepares everything; what it returns is one call and costs the same each time.
 * A renamed stage counts as new and is not compared, so rename only what changed its meaning.
 */
import type { Stage } from "./stage.ts";
import { appStages } from "./stages_app.ts";
import { coreStages } from "./stages_core.ts";
import { screenStages } from "./stages_screen.ts";
import { uiStages } from "./stages_ui.ts";

export type { Stage };

export const stages: readonly Stage[] = [...coreStages, ...uiStages, ...screenStages, ...appStages];

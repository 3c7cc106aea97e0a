/** Nexus: reads the arguments and calls the app. */
import { start } from "./src/app/mod_io.ts";

if (import.meta.main) Deno.exit(await start(Deno.args));

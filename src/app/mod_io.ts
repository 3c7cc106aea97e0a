/** The door of the app for main.ts, tests and benches. */
export { start } from "./start_io.ts";

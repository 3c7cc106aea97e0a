/** The world side of terminals: their worker, and shells. For the app's io files, tests and benches. */
export { findShells, openTerminalWorker, type TerminalWorker } from "./host_io.ts";

/** The window's door to the world: only `app`, `main.ts`, tests and benches come through here. */
export { openWindow } from "./sdl_io.ts";

/**
 * Clipboard and X11 primary selection. What we own is SDL's business; what others own on X11 is read by `selection_io.ts`.
 * SDL hands a selection over in one X request; a larger one ends the connection and with it the process, so it is refused.
 */
import type { Native } from "./native_io.ts";
import { cString, type Sdl, takeText } from "./sdl_symbols_io.ts";

export interface Clipboard {
  clipboard(): string;
  setClipboard(text: string): boolean;
  primary(): string;
  setPrimary(text: string): boolean;
}

/** `readOther` gets what another program owns; `null` where SDL has to be asked. */
export function makeClipboard(
  sdl: Sdl,
  native: Native,
  readOther: (name: "CLIPBOARD" | "PRIMARY") => string | null,
): Clipboard {
  // Room for the request's own head.
  const limit = native.maxRequestBytes - 256;
  const hasPrimary = sdl.SDL_GetPrimarySelectionText !== null && native.system !== "cocoa" &&
    native.system !== "win32";
  let memory = "";
  const isTaken = (answer: number): boolean => {
    native.flush();
    return answer === 0;
  };
  return {
    clipboard: () => readOther("CLIPBOARD") ?? takeText(sdl, sdl.SDL_GetClipboardText()),
    setClipboard(text) {
      const bytes = cString(text);
      return bytes.length <= limit && isTaken(sdl.SDL_SetClipboardText(bytes));
    },
    primary() {
      if (!hasPrimary || sdl.SDL_GetPrimarySelectionText === null) return memory;
      // Under Wayland SDL says yes also where the compositor knows no primary selection.
      return readOther("PRIMARY") ?? (takeText(sdl, sdl.SDL_GetPrimarySelectionText()) || memory);
    },
    setPrimary(text) {
      const isElsewhere = hasPrimary && native.system === "x11";
      memory = isElsewhere ? "" : text;
      if (!hasPrimary || sdl.SDL_SetPrimarySelectionText === null) return true;
      const bytes = cString(text);
      return bytes.length <= limit && isTaken(sdl.SDL_SetPrimarySelectionText(bytes));
    },
  };
}

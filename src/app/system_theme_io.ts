/** Whether the system is set to light or dark, where it can be known without a library: GNOME and those like it, macOS. */

/** A program that does not answer is not waited for. */
const mostMs = 1500;

/** null: the system does not say. Never rejects. */
export async function readSystemTheme(): Promise<"dark" | "light" | null> {
  if (Deno.build.os === "darwin") {
    // The key is missing in light mode.
    return /dark/i.test(await outputOf("defaults", ["read", "-g", "AppleInterfaceStyle"]) ?? "")
      ? "dark"
      : "light";
  }
  if (Deno.build.os !== "linux") return null;
  const forced = Deno.env.get("GTK_THEME");
  if (forced !== undefined && forced !== "") return /dark/i.test(forced) ? "dark" : "light";
  const key = "org.gnome.desktop.interface";
  const scheme = await outputOf("gsettings", ["get", key, "color-scheme"]);
  if (scheme === null) return null;
  if (scheme.includes("prefer-dark")) return "dark";
  if (scheme.includes("prefer-light")) return "light";
  return /dark/i.test(await outputOf("gsettings", ["get", key, "gtk-theme"]) ?? "") ? "dark" : "light";
}

async function outputOf(program: string, args: readonly string[]): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(mostMs);
    const { success, stdout } = await new Deno.Command(program, {
      args: [...args],
      stdin: "null",
      stderr: "null",
      signal,
    }).output();
    return success ? new TextDecoder().decode(stdout) : null;
  } catch {
    return null; // Not installed, or it took too long.
  }
}

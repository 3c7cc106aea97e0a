/** What every mode of the app needs before its first frame, read once: a person's files, their theme, the shaper. */
import { loadHarfBuzz } from "../render/mod_io.ts";
import type { AppSettings } from "./app.ts";
import { type Config, noConfig } from "./config.ts";
import { configTexts, loadTheme, themesIn } from "./config_keeper_io.ts";
import type { Home } from "./home_io.ts";
import { commandIds } from "./registry.ts";
import { settingsOf } from "./settings.ts";
import { readConfig } from "./step_config.ts";

export interface Ground {
  readonly home: Home;
  readonly config: Config;
  readonly settings: AppSettings;
  readonly harfbuzz: Awaited<ReturnType<typeof loadHarfBuzz>>;
}
export async function groundOf(home: Home): Promise<Ground> {
  const loading = loadHarfBuzz();
  const start: Config = { ...noConfig, folder: home.config, themes: themesIn(home.config) };
  const config = readConfig(start, configTexts(home.config, null), commandIds);
  return { home, ...themed(config, settingsOf(config.layers)), harfbuzz: await loading };
}

/** The theme of the settings is there with the first frame. */
function themed(config: Config, settings: AppSettings): Pick<Ground, "config" | "settings"> {
  const entry = config.themes.find(({ name }) => name === settings.theme);
  const theme = entry === undefined || config.loaded.has(entry.name) ? null : loadTheme(entry).theme;
  if (theme === null) return { config, settings };
  return { config: { ...config, loaded: new Map(config.loaded).set(theme.name, theme) }, settings };
}

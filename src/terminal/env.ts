/**
 * What programs in a terminal get as environment, and which shells there are. Pure: the variables and the text of /etc/shells
 * come in as values.
 */
/** Names whose values are secrets; children get none. */
const secret =
  /(^|_)(API_?KEYS?|ACCESS_KEYS?|TOKENS?|SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|CREDENTIALS?|PRIVATE_KEY)(_|$)/i;
/** Of other terminals, which are not this one; and sizes, which change. */
const foreign =
  /^(LINES|COLUMNS|TERMCAP|WINDOWID|TMUX(_PANE)?|STY|VTE_VERSION|KONSOLE_.*|KITTY_.*|WEZTERM_.*|ALACRITTY_.*|ITERM_.*|VSCODE_.*)$/;

export function childEnvironment(
  own: Readonly<Record<string, string>>,
  { version, extra }: { version: string; extra?: Readonly<Record<string, string>> },
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) {
    if (!secret.test(name) && !foreign.test(name)) env[name] = value;
  }
  // Without a word on it programs take text for ASCII.
  if ((env.LC_ALL ?? env.LC_CTYPE ?? env.LANG ?? "") === "") env.LANG = "C.UTF-8";
  return {
    ...env,
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    TERM_PROGRAM: "nexus",
    TERM_PROGRAM_VERSION: version,
    ...extra,
  };
}

/** A shell that can be chosen. */
export interface Shell {
  readonly name: string;
  readonly path: string;
}
/** The person's own first, then those of /etc/shells by name; each program once, however many paths it has. */
export function shellsFrom(
  list: string,
  { own, exists }: { own: string | null; exists: (path: string) => boolean },
): Shell[] {
  const paths = [own ?? "", ...list.split("\n").map((line) => line.trim())];
  const out: Shell[] = [];
  for (const path of paths) {
    if (!path.startsWith("/") || !exists(path)) continue;
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (["nologin", "false", "git-shell", "tmux", "screen", "rbash"].includes(name)) continue;
    if (!out.some((one) => one.name === name)) out.push({ name, path });
  }
  if (out.length === 0 && exists("/bin/sh")) out.push({ name: "sh", path: "/bin/sh" });
  return out;
}

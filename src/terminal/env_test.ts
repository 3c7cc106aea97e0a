import assert from "node:assert/strict";
import { childEnvironment, shellsFrom } from "./env.ts";

Deno.test("childEnvironment() keeps what programs need and no secrets", () => {
  const own = {
    PATH: "/bin",
    HOME: "/h",
    LC_CTYPE: "de_DE.UTF-8",
    OPENAI_API_KEY: "1",
    GITHUB_TOKEN: "2",
    DB_PASSWORD: "3",
    AWS_SECRET_ACCESS_KEY: "4",
    SSH_AUTH_SOCK: "/s",
    KEYBOARD: "us",
    TMUX: "5",
    COLUMNS: "80",
    TERM: "dumb",
  };
  assert.deepEqual(childEnvironment(own, { version: "1", extra: { A: "b" } }), {
    PATH: "/bin",
    HOME: "/h",
    LC_CTYPE: "de_DE.UTF-8",
    SSH_AUTH_SOCK: "/s",
    KEYBOARD: "us",
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    TERM_PROGRAM: "nexus",
    TERM_PROGRAM_VERSION: "1",
    A: "b",
  });
  assert.equal(childEnvironment({}, { version: "1" }).LANG, "C.UTF-8");
});

Deno.test("shellsFrom() lists each shell once, one's own first", () => {
  const list = "# shells\n/bin/sh\n/bin/bash\n/usr/bin/bash\n/usr/bin/fish\n/usr/sbin/nologin\n";
  const exists = (path: string) => path !== "/usr/bin/fish";
  assert.deepEqual(shellsFrom(list, { own: "/usr/bin/zsh", exists }).map(({ path }) => path), [
    "/usr/bin/zsh",
    "/bin/sh",
    "/bin/bash",
  ]);
  assert.deepEqual(shellsFrom("", { own: null, exists: () => false }), []);
});

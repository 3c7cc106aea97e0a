import assert from "node:assert/strict";

const main = new URL("../../main.ts", import.meta.url).href;

async function nexus(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const env = { DISPLAY: "", WAYLAND_DISPLAY: "", SDL_VIDEODRIVER: "" };
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", main, ...args],
    env,
    stdin: "null",
  }).output();
  return { code, out: new TextDecoder().decode(stdout), error: new TextDecoder().decode(stderr) };
}
const oneLine = ({ code, error }: { code: number; error: string }) => {
  assert.equal(code, 2);
  assert.equal(error.trimEnd().split("\n").length, 1, error);
  assert.ok(!/\bat .*:\d+:\d+/.test(error), "no stack trace");
};

Deno.test("nexus --version and --help", async () => {
  const { version } = JSON.parse(await Deno.readTextFile(new URL("../../package.json", import.meta.url)));
  assert.deepEqual(await nexus("--version"), { code: 0, out: `Nexus ${version}\n`, error: "" });
  const help = await nexus("--help");
  assert.equal(help.code, 0);
  for (
    const option of [
      "--headless",
      "--rpc",
      "--screenshot",
      "--size",
      "--software",
      "--gpu",
      "--home",
      "--scale",
    ]
  ) assert.ok(help.out.includes(option), option);
});

Deno.test("nexus says in one line what it cannot do, and exits with 2", async () => {
  const unknown = await nexus("--colour");
  oneLine(unknown);
  assert.match(unknown.error, /--colour/);
  const blind = await nexus();
  oneLine(blind);
  assert.match(blind.error, /--headless/);
  assert.match(blind.error, /--screenshot/);
  oneLine(await nexus("--headless"));
  oneLine(await nexus("--screenshot", "/no/such/folder/x.png"));
  const dir = await Deno.makeTempDir();
  oneLine(await nexus("--screenshot", `${dir}/x.png`, "/dev/null"));
  await Deno.remove(dir, { recursive: true });
});

Deno.test("nexus --screenshot draws a file at a line without a display", async () => {
  const dir = await Deno.makeTempDir();
  const picture = `${dir}/x.png`;
  assert.deepEqual(
    await nexus(
      "--screenshot",
      picture,
      "--size",
      "640x400",
      "--scale",
      "2",
      `${main.replace("file://", "")}:3`,
    ),
    { code: 0, out: "", error: "" },
  );
  const head = new DataView((await Deno.readFile(picture)).buffer);
  assert.deepEqual([head.getUint32(16), head.getUint32(20)], [1280, 800]);
  await Deno.remove(dir, { recursive: true });
});

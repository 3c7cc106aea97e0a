/** What the driver tells the worker, and what becomes of the answers, with a worker made of paper. */
import assert from "node:assert/strict";
import type { DocId, Millis } from "../base/mod.ts";
import { syntaxOf, withSettings } from "../editor/mod.ts";
import type { FromSyntax, ToSyntax } from "../editor/mod_io.ts";
import { FakeMonoFonts } from "../ui/fake_fonts.ts";
import { type AppView, layoutApp } from "../ui/mod.ts";
import { activeDocument, withDocument } from "./app.ts";
import type { AppEvent } from "./events.ts";
import { SyntaxDriver } from "./syntax_io.ts";
import { TestApp } from "./testing.ts";

class Paper {
  readonly test: TestApp;
  readonly sent: ToSyntax[] = [];
  readonly driver: SyntaxDriver;
  answer: (message: FromSyntax) => void = () => {};
  readonly #queue: AppEvent[] = [];
  readonly #fonts = new FakeMonoFonts();
  #view: AppView | null = null;
  isClosed = false;

  constructor(text: string, language: string) {
    this.test = new TestApp(text);
    this.driver = new SyntaxDriver({
      app: () => this.test.app,
      post: (event) => void this.#queue.push(event),
      open: (take) => {
        this.answer = take;
        return { post: (message) => void this.sent.push(message), close: () => void (this.isClosed = true) };
      },
    });
    this.language(language);
  }
  get doc(): DocId {
    return activeDocument(this.test.app)!.id;
  }
  language(language: string): void {
    const doc = activeDocument(this.test.app)!;
    const settings = { ...doc.state.settings, language };
    this.test.app = withDocument(this.test.app, { ...doc, state: withSettings(doc.state, settings) });
  }
  /** A frame, then what waits in the queue. */
  turn(): void {
    this.#view = layoutApp(this.test.app, this.#view, this.#fonts);
    this.driver.observe(this.test.app, this.#view);
    for (const event of this.#queue.splice(0)) this.test.send(event);
  }
  get isFresh(): boolean {
    return this.driver.isFresh(this.test.app, layoutApp(this.test.app, null, this.#fonts));
  }
  get kinds(): string[] {
    return this.sent.splice(0).map(({ kind }) => kind);
  }
  get status(): string {
    return syntaxOf(activeDocument(this.test.app)!.state)!.status;
  }
  paint(version: number, to: number): void {
    const windows = Int32Array.of(0, to), spans = new Int32Array(0);
    this.answer({ kind: "paint", doc: this.doc, paint: { version, windows, spans, isComplete: true } });
  }
}

Deno.test("SyntaxDriver sends a text once, then its changes, and looks again only for what it has not seen", () => {
  const paper = new Paper("let a;\n", "typescript");
  paper.turn();
  assert.deepEqual(paper.kinds, ["open", "look"]);
  assert.equal(paper.status, "waiting");
  assert.equal(paper.isFresh, false);
  paper.paint(0, 7);
  paper.turn();
  assert.equal(paper.status, "on");
  assert.equal(paper.isFresh, true);
  assert.deepEqual(paper.kinds, []);
  paper.test.type("xy");
  paper.turn();
  const [first, second] = paper.sent;
  assert.ok(first.kind === "edit" && first.inserts === "x" && [...first.edits].join() === "0,0,1");
  assert.ok(second.kind === "edit" && second.version === 2);
  assert.equal(paper.isFresh, false);
  paper.paint(2, 9);
  paper.turn();
  assert.equal(paper.isFresh, true);
});

Deno.test("SyntaxDriver asks for the next page before it is on screen, and not again for what it has", () => {
  const paper = new Paper("let a;\n".repeat(400), "typescript");
  paper.turn();
  let to = 0;
  for (let page = 0; page < 6; page++) {
    paper.test.command("cursorPageDown");
    paper.turn();
    for (const message of paper.sent.splice(0)) if (message.kind === "look") to = message.windows[1];
    const { rows } = layoutApp(paper.test.app, null, paper.test.fonts).editors[0];
    assert.ok(to >= rows.at(-1)!.to + 7 * (rows.length >> 1));
  }
  paper.turn();
  assert.deepEqual(paper.kinds, []);
});

Deno.test("SyntaxDriver: a grammar that cannot be loaded is one notice, and nothing is lost", () => {
  const paper = new Paper("let a;\n", "typescript");
  paper.turn();
  paper.answer({ kind: "failed", doc: paper.doc, reason: "the wasm is broken" });
  paper.turn();
  paper.turn();
  assert.equal(paper.status, "failed");
  assert.equal(paper.test.app.notices.length, 1);
  assert.match(paper.test.app.notices[0].text, /TypeScript.*the wasm is broken/);
  assert.equal(paper.isFresh, true);
  paper.test.type("x");
  paper.turn();
  assert.equal(paper.test.text, "xlet a;\n");
});

Deno.test("SyntaxDriver: a parse that was cut off is said in the status bar until colours come", () => {
  const paper = new Paper("let a;\n", "typescript");
  paper.turn();
  paper.paint(0, 7);
  paper.turn();
  paper.answer({ kind: "stopped", doc: paper.doc });
  paper.turn();
  const said = () => {
    paper.test.send({ kind: "blur", at: 0 as Millis });
    return paper.test.view!.status.items.map(({ text }) => text).join(" | ");
  };
  assert.match(said(), /takes too long to parse/);
  paper.paint(0, 7);
  paper.turn();
  assert.doesNotMatch(said(), /takes too long/);
});

Deno.test("SyntaxDriver follows the language, leaves plain text alone, and forgets what is closed", () => {
  const paper = new Paper("let a;\n", "plaintext");
  paper.turn();
  assert.deepEqual(paper.kinds, []);
  assert.equal(paper.isFresh, true);
  paper.language("python");
  paper.turn();
  assert.deepEqual(paper.kinds, ["open", "look"]);
  paper.language("rust");
  paper.turn();
  const opened = paper.sent.find((message) => message.kind === "open");
  assert.ok(opened?.kind === "open" && opened.language === "rust");
  const { doc } = paper;
  paper.sent.length = 0;
  paper.test.send({ kind: "document.close", doc });
  // An answer that comes too late says nothing.
  paper.answer({ kind: "stopped", doc });
  paper.turn();
  assert.deepEqual(paper.kinds, ["close"]);
  assert.equal(paper.test.app.notices.length, 0);
  paper.driver.close();
  assert.equal(paper.isClosed, true);
});

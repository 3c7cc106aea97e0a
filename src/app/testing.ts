/** An app in a test: no window, no fonts of this machine, events in and values out. Not part of the product. */
import type { Millis, ViewId } from "../base/mod.ts";
import { textOf } from "../editor/mod.ts";
import { FakeMonoFonts } from "../ui/fake_fonts.ts";
import { type AppView, layoutApp } from "../ui/mod.ts";
import {
  activeDocument,
  activeView,
  type App,
  createApp,
  defaultAppSettings,
  selectionOf,
  type Step,
} from "./app.ts";
import type { AppEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import { Meter } from "./meter.ts";
import { step } from "./step.ts";

export class TestApp {
  app: App;
  view: AppView | null = null;
  /** Everything asked of the world so far. */
  readonly effects: AppEffect[] = [];
  readonly fonts = new FakeMonoFonts();
  #at = 0;
  /** While true each look at the clock within a step finds it 100 ms later. */
  slow = false;
  #clock = 0;
  readonly #meter = new Meter(() => this.slow ? this.#clock += 100 : 0);

  constructor(text?: string) {
    this.app = createApp({
      width: 800,
      height: 600,
      displayScale: 1,
      settings: defaultAppSettings,
      platform: "linux",
      painter: "software",
    });
    if (text !== undefined) this.send({ kind: "document.new", text: textOf(text), language: null });
  }

  send(event: AppEvent): Step {
    this.view = layoutApp(this.app, this.view, this.fonts);
    const ctx = { view: this.view, fonts: this.fonts, at: this.#at++ as Millis, meter: this.#meter };
    const taken = step(this.app, event, ctx);
    this.app = taken.app;
    this.effects.push(...taken.effects);
    return taken;
  }
  command(id: string, arg?: unknown): Step {
    return this.send({ kind: "command", id, arg });
  }
  key(key: string, mods = 0): Step {
    return this.send({ kind: "keydown", key, mods, repeat: false, at: this.#at as Millis });
  }
  type(text: string): void {
    for (const one of text) this.send({ kind: "text", text: one, at: this.#at as Millis });
  }
  get text(): string {
    const { text } = activeDocument(this.app)!.state;
    return text.slice(0 as Parameters<typeof text.slice>[0], text.length as Parameters<typeof text.slice>[1]);
  }
  get activeView(): ViewId {
    return activeView(this.app)!.id;
  }
  /** The text with "|" at each head. */
  get marked(): string {
    const heads = selectionOf(activeDocument(this.app)!.state, this.activeView).ranges.map(({ head }) =>
      head
    );
    return heads.toSorted((a, b) => b - a).reduce(
      (text, at) => `${text.slice(0, at)}|${text.slice(at)}`,
      this.text,
    );
  }
  get names(): string[] {
    return [...this.app.docs.values()].map(({ name, dirty }) => (dirty ? `${name}*` : name));
  }
}

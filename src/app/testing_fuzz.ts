/**
 * Random sessions against the whole app: a random document, random commands with arguments, keys, mouse and text, and after
 * each event what must hold. Owns making a session from a seed, running it, and cutting a failing one down. Not part of the
 * product: fuzz_test.ts and tools/soak.ts run it.
 */
import type { DocId, LineIndex, Millis, Offset } from "../base/mod.ts";
import { seededRandom } from "../base/mod.ts";
import {
  apply,
  graphemeBorderAt,
  isGraphemeBorder,
  redoSpec,
  resolve,
  type Selection,
  type Spec,
  type State,
  type Text,
  textOf,
  toStringAll,
  undoSpec,
} from "../editor/mod.ts";
import { createDrawList } from "../render/mod.ts";
import { describeDrawList } from "../render/mod.ts";
import { layoutApp, layoutTyped, paint } from "../ui/mod.ts";
import type { App } from "./app.ts";
import type { AppEffect } from "./effects.ts";
import type { AppEvent } from "./events.ts";
import { argumentOf, eventsFrom, randomText } from "./testing_fuzz_events.ts";
import { commandList } from "./registry.ts";
import { TestApp } from "./testing.ts";

/** A session as data, so that it can be cut down and told. */
export interface Session {
  readonly seed: number;
  readonly text: string;
  readonly language: string;
  readonly events: readonly AppEvent[];
}
/** What went wrong, and after which event. */
export interface Failure {
  readonly claim: string;
  readonly at: number;
}

/** The session of a seed: up to 40 events on a document of up to some hundred lines. */
export function sessionOf(seed: number): Session {
  const random = seededRandom(seed);
  const text = randomText(random);
  const language = random.pick(["plaintext", "typescript", "markdown", "python", "json", "html"]);
  const ids = commandList(new TestApp("").app).map(({ id }) => id).filter((id) => !unwanted.has(id));
  return { seed, text, language, events: eventsFrom(random, { ids, count: random.int(5, 41) }) };
}
/** A storm of marks longer than this may be cut where a row ends. */
const longest = 64;
/** What would end the session at once. */
const unwanted = new Set(["workbench.action.quit", "workbench.action.closeWindow"]);

/** Null when everything held. `deep`: also compares each frame with one made from nothing. */
export function runSession(session: Session, { deep }: { deep: boolean }): Failure | null {
  const run = new Run(session);
  for (let at = 0; at < session.events.length; at++) {
    const claim = run.take(session.events[at]) ??
      (deep || at === session.events.length - 1 ? run.sameView() : null);
    if (claim !== null) return { claim, at };
  }
  const claim = run.undoesToStart();
  return claim === null ? null : { claim, at: session.events.length };
}

/** What the text of the session's own document was, one after the other. */
export function textsOf(session: Session): readonly string[] {
  const run = new Run(session);
  const texts = [session.text];
  for (const event of session.events) {
    run.take(event);
    const text = run.firstText();
    if (text !== null && text !== texts[texts.length - 1]) texts.push(text);
  }
  return texts;
}

/** The shortest session found that still fails alike: events are left out while it does. */
export function shrunk(session: Session, failure: Failure, { deep }: { deep: boolean }): Session {
  const kindOf = (claim: string) => claim.slice(0, 24);
  const fails = (events: readonly AppEvent[], text = session.text): boolean => {
    const found = runSession({ ...session, events, text }, { deep });
    return found !== null && kindOf(found.claim) === kindOf(failure.claim);
  };
  let events = session.events.slice(0, failure.at + 1);
  if (!fails(events)) events = session.events.slice();
  for (let size = events.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < events.length;) {
      const fewer = [...events.slice(0, from), ...events.slice(from + size)];
      if (fewer.length > 0 && fails(fewer)) events = fewer;
      else from += size;
    }
  }
  let { text } = session;
  for (let size = text.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < text.length;) {
      const shorter = text.slice(0, from) + text.slice(from + size);
      if (fails(events, shorter)) text = shorter;
      else from += size;
    }
  }
  return { ...session, events, text };
}

class Run {
  readonly #test: TestApp;
  readonly #list = createDrawList();
  /** The text each document began with. */
  readonly #starts = new Map<DocId, string>();
  #clipboard = { text: "", primary: "" };

  constructor(session: Session) {
    this.#test = new TestApp();
    this.#test.send({ kind: "document.new", text: textOf(session.text), language: session.language });
    this.#meet("document.new");
  }

  /** `by`: what may have made documents; one that typing into an empty window made began empty. */
  #meet(by: AppEvent["kind"]): void {
    for (const doc of this.#test.app.docs.values()) {
      const start = by === "text" ? "" : toStringAll(doc.state.text);
      if (!this.#starts.has(doc.id)) this.#starts.set(doc.id, start);
    }
  }

  /** Null when the document of the session was closed. */
  firstText(): string | null {
    const [first] = this.#starts.keys();
    const doc = this.#test.app.docs.get(first);
    return doc === undefined ? null : toStringAll(doc.state.text);
  }

  take(event: AppEvent): string | null {
    const before = this.#test.app;
    const seen = this.#test.effects.length;
    const step = this.#test.send(placed(event, this.#test));
    for (const effect of step.effects) {
      if (effect.kind === "log" && effect.level === "error") return `a step threw: ${effect.text}`;
    }
    this.#meet(event.kind);
    for (const doc of this.#test.app.docs.values()) {
      if (doc.state === before.docs.get(doc.id)?.state) continue;
      const claim = stateClaim(
        doc.state,
        before.docs.get(doc.id)?.state ?? null,
        selectsMatches(event, before),
      );
      if (claim !== null) return claim;
    }
    return this.#answer(this.#test.effects.slice(seen));
  }

  /** What the world would say. */
  #answer(effects: readonly AppEffect[]): string | null {
    for (const effect of effects) {
      const event = this.#answerOf(effect);
      const claim = event === null ? null : this.take(event);
      if (claim !== null) return claim;
    }
    return null;
  }
  #answerOf(effect: AppEffect): AppEvent | null {
    switch (effect.kind) {
      case "clipboard.write":
        this.#clipboard = { ...this.#clipboard, text: effect.text };
        return null;
      case "primary.write":
        this.#clipboard = { ...this.#clipboard, primary: effect.text };
        return null;
      case "clipboard.read":
        return { kind: "clipboard.text", view: null, text: this.#clipboard.text, origin: "clipboard" };
      case "primary.read":
        return {
          kind: "clipboard.text",
          view: effect.view,
          text: this.#clipboard.primary,
          origin: "primary",
        };
      case "history.read":
        return { kind: "history.read", doc: effect.doc, stored: null, then: effect.then };
      case "later":
        return { kind: effect.what };
      default:
        return null;
    }
  }

  /** The view grown from the last, and the list painted over the last, against both from nothing. */
  sameView(): string | null {
    const test = this.#test;
    const { fonts } = test;
    // A key's first frame comes between, where there can be one: whatever it leaves the next makes good.
    const first = test.view === null ? null : layoutTyped(test.app, test.view, fonts);
    if (first !== null) paint(first, test.app.theme, this.#list);
    const grown = test.view = layoutApp(test.app, first ?? test.view, fonts);
    const made = layoutApp(test.app, null, fonts);
    // How wide the text is, is learned from the rows seen so far: the bar along the bottom may know more than a new view.
    const fresh = {
      ...made,
      // Marks along the scrollbar may lag behind an edit that keeps their count and the lines.
      findMarks: grown.findMarks,
      // A bar of tabs stays where it was scrolled to while the active tab is in sight.
      tabBars: made.tabBars.map((bar, i) => (grown.tabBars[i]?.first === bar.first ? bar : grown.tabBars[i])),
      editors: made.editors.map((editor, i) => ({
        ...editor,
        horizontal: grown.editors[i]?.horizontal ?? null,
      })),
    };
    paint(grown, test.app.theme, this.#list);
    const list = createDrawList();
    paint(fresh, test.app.theme, list);
    const one = describeDrawList(this.#list), other = describeDrawList(list);
    if (one === other) return null;
    const a = one.split("\n"), b = other.split("\n");
    const at = a.findIndex((line, i) => line !== b[i]);
    return `the view differs from one made anew: line ${at}: ${a[at]} is not ${b[at]}`;
  }

  undoesToStart(): string | null {
    for (const doc of this.#test.app.docs.values()) {
      const end = toStringAll(doc.state.text);
      let { state } = doc;
      let count = 0;
      for (let spec = undoSpec(state); spec !== null; spec = undoSpec(state), count++) {
        state = stepped(state, spec);
      }
      if (toStringAll(state.text) !== this.#starts.get(doc.id)) {
        return `undo to the start gives ${JSON.stringify(toStringAll(state.text))}`;
      }
      const claim = stateClaim(state, null);
      if (claim !== null) return `after undo ${claim}`;
      for (; count > 0; count--) {
        const spec = redoSpec(state);
        if (spec === null) return "redo ends before the end";
        state = stepped(state, spec);
      }
      if (toStringAll(state.text) !== end) return `redo gives ${JSON.stringify(toStringAll(state.text))}`;
    }
    return null;
  }
}

function stepped(state: State, spec: Spec): State {
  return apply(resolve(state, spec, 0 as Millis));
}

/** The mouse looks at the last frame; ids are those of the session. */
function placed(event: AppEvent, test: TestApp): AppEvent {
  if (event.kind === "command") return { ...event, arg: argumentOf(event.id, event.arg, test.app) };
  return event;
}

/** What is found, or stands between brackets, may be a part of a grapheme; a remembered caret may be by now. */
function selectsMatches(event: AppEvent, app: App): boolean {
  if (app.find?.isOpen) return true;
  return event.kind === "command" &&
    /match|find|changeAll|highlight|bracket|cursorUndo|cursorRedo/i.test(event.id);
}

/** What every state promises; null when it holds. */
function stateClaim(state: State, before: State | null, mayCut = false): string | null {
  const { text } = state;
  for (const selection of state.selections.values()) {
    const claim = selectionClaim(selection, text);
    if (claim !== null) return claim;
  }
  if (before !== null && before.text !== text) {
    const whole = toStringAll(text);
    if (whole.length !== text.length) return `the text says ${text.length} units and has ${whole.length}`;
    const lines = whole.split("\n");
    if (lines.length !== text.lineCount) {
      return `the text says ${text.lineCount} lines and has ${lines.length}`;
    }
    const last = text.line((text.lineCount - 1) as LineIndex);
    if (last.to !== text.length) return `the last line ends at ${last.to} of ${text.length}`;
  }
  if (before !== null && before.text === text && !mayCut) {
    for (const [view, selection] of state.selections) {
      if (before.selections.get(view) === selection) continue;
      const known = new Set(
        before.selections.get(view)?.ranges.flatMap(({ anchor, head }) => [anchor, head]),
      );
      for (const { head } of selection.ranges) {
        // An edit may have joined what stands around a caret; moving may not go into it.
        if (
          !known.has(head) && !isGraphemeBorder(text, head) && head - graphemeBorderAt(text, head) < longest
        ) {
          return `a caret went into a grapheme: ${head}, whose border is ${graphemeBorderAt(text, head)}`;
        }
      }
    }
  }
  return null;
}

function selectionClaim({ ranges, main }: Selection, text: Text): string | null {
  if (!(main >= 0 && main < ranges.length)) {
    return `there are ${ranges.length} ranges and the main one is ${main}`;
  }
  let end = -1;
  let wasCaret = false;
  for (const { anchor, head } of ranges) {
    const from = Math.min(anchor, head), to = Math.max(anchor, head);
    if (!(from >= 0 && to <= text.length)) return `range ${anchor}..${head} leaves a text of ${text.length}`;
    if (from < end || (from === end && (wasCaret || from === to))) {
      return `range ${anchor}..${head} overlaps the last`;
    }
    for (const at of [from, to]) {
      if (
        at > 0 && at < text.length &&
        /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice((at - 1) as Offset, (at + 1) as Offset))
      ) {
        return `range ${anchor}..${head} cuts a pair at ${at}`;
      }
    }
    end = to;
    wasCaret = from === to;
  }
  return null;
}

/** A session as one can read and run it again. */
export function tellSession({ seed, text, language, events }: Session): string {
  return [
    `seed ${seed}, ${language}, ${JSON.stringify(text)}`,
    ...events.map((event) => `  ${JSON.stringify(event)}`),
  ].join("\n");
}

/** A typed character through resolve and apply with the history field, early and after 200,000 steps; undo, redo. */
import { type Millis, type Offset, seededRandom, type ViewId } from "../src/base/mod.ts";
import {
  apply,
  caretAt,
  createState,
  type Field,
  historyField,
  redoSpec,
  resolve,
  selectionOf,
  type Spec,
  type State,
  textOf,
  undoSpec,
  withView,
} from "../src/editor/mod.ts";

const random = seededRandom(29);
const view = 1 as ViewId;
const line = "const total = items.map((item) => item.price).reduce(sum, 0);\n";
const fresh = (fields: readonly Field<unknown>[]) =>
  withView(
    createState({ text: textOf(line.repeat(10_000)), fields }),
    view,
    selectionOf([caretAt(300_000 as Offset)]),
  );

function typed(
  state: State,
  { at, clock, insert = "x" }: { at: number; clock: number; insert?: string },
): State {
  const spec: Spec = {
    edits: [{ from: at as Offset, to: at as Offset, insert }],
    selection: selectionOf([caretAt((at + insert.length) as Offset)]),
    view,
    origin: "type",
    reveal: true,
  };
  return apply(resolve(state, spec, clock as Millis));
}

const field = historyField as Field<unknown>;
let long = fresh([field]);
let clock = 0;
for (let i = 0; i < 200_000; i++) {
  clock += 5000;
  long = typed(long, { at: random.int(0, long.text.length), clock });
}

const states = { bare: fresh([]), early: fresh([field]), long };
/** Goes on typing in one place, a blank every seventh character, as people do. */
function typing(name: keyof typeof states): () => void {
  let count = 0;
  return () => {
    clock += 50;
    count++;
    const insert = count % 7 === 0 ? " " : "x";
    states[name] = typed(states[name], { at: 300_000 + count, clock, insert });
  };
}

Deno.bench("typed character, no history", { group: "history type" }, typing("bare"));
Deno.bench("typed character, new history", { group: "history type" }, typing("early"));
Deno.bench("typed character, after 200,000 steps", { group: "history type" }, typing("long"));

const step = (state: State, spec: Spec | null) => apply(resolve(state, spec!, clock as Millis));
Deno.bench("undo and redo, after 200,000 steps", { group: "history undo" }, () => {
  step(step(long, undoSpec(long, { view })), redoSpec(step(long, undoSpec(long, { view })), { view }));
});
const remote = { edits: [{ from: 5 as Offset, to: 5 as Offset, insert: "r" }], origin: "remote" } as const;
Deno.bench("remote character, after 200,000 steps", { group: "history remote" }, () => {
  step(long, remote);
});

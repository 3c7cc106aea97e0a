/**
 * Vim's patterns matched: backtracking over the tree of pattern_parse.ts with a budget of steps, so that no pattern can
 * stop the editor: whoever asks says how many steps it may take, and `TooSlow` tells that they were not enough.
 */
import type { Result } from "../../base/mod.ts";
import { type Node, type Parsed, parsePattern } from "./pattern_parse.ts";

export class TooSlow extends Error {}
/** Steps left; shared by all matches of one command. */
export interface Budget {
  left: number;
}
/** About 40 ms of matching. */
export const newBudget = (): Budget => ({ left: 2_000_000 });

export interface Pattern {
  readonly source: string;
  readonly multiline: boolean;
  /** Places as pairs from, to: the match, then each group; -1 where a group took no part. */
  match(subject: string, from: number, budget: Budget): Int32Array | null;
}

export function compilePattern(
  source: string,
  options: { readonly ignoreCase: boolean; readonly smartCase: boolean },
): Result<Pattern> {
  const parsed = parsePattern(source);
  if (!parsed.ok) return parsed;
  const { ignoreCase: said, hasUpper } = parsed.value;
  const fold = said ?? (options.ignoreCase && !(options.smartCase && hasUpper));
  return { ok: true, value: new Matcher(source, parsed.value, fold) };
}

type Next = (at: number) => boolean;
type Step = (at: number, next: Next) => boolean;
const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

class Matcher implements Pattern {
  readonly source: string;
  readonly multiline: boolean;
  readonly #fold: boolean;
  readonly #literal: string | null;
  /** Characters that every match begins with; "" where there are none. */
  readonly #lead: string;
  readonly #groups: Int32Array;
  readonly #step: Step;
  #subject = "";
  #budget: Budget = { left: 0 };
  #start = -1;
  #end = -1;

  constructor(source: string, { root, groups, multiline, literal }: Parsed, fold: boolean) {
    this.source = source;
    this.multiline = multiline;
    this.#fold = fold;
    this.#literal = literal !== null && !fold ? literal : null;
    this.#lead = fold ? "" : leadOf(root);
    this.#groups = new Int32Array(2 * (groups + 1));
    this.#step = this.#compile(root);
  }

  match(subject: string, from: number, budget: Budget): Int32Array | null {
    const groups = this.#groups;
    if (this.#literal !== null) {
      const at = subject.indexOf(this.#literal, from);
      budget.left -= 1 + ((at < 0 ? subject.length : at) - from >> 5);
      if (budget.left < 0) throw new TooSlow();
      if (at < 0) return null;
      groups[0] = at;
      groups[1] = at + this.#literal.length;
      return groups.slice();
    }
    this.#subject = subject;
    this.#budget = budget;
    try {
      const lead = this.#lead;
      for (let at = from; at <= subject.length; at++) {
        if (lead !== "") {
          const next = subject.indexOf(lead, at);
          budget.left -= 1 + ((next < 0 ? subject.length : next) - at >> 5);
          if (budget.left < 0) throw new TooSlow();
          if (next < 0) return null;
          at = next;
        }
        groups.fill(-1);
        this.#start = this.#end = -1;
        let end = -1;
        if (this.#step(at, (to) => ((end = to), true))) {
          groups[0] = this.#start < 0 ? at : this.#start;
          groups[1] = Math.max(groups[0], this.#end < 0 ? end : this.#end);
          return groups.slice();
        }
      }
    } catch (error) {
      // A group repeated over a very long line needs more stack than there is: the same answer.
      if (error instanceof RangeError) throw new TooSlow();
      throw error;
    }
    return null;
  }

  #tick(): void {
    if (--this.#budget.left < 0) throw new TooSlow();
  }

  #compile(node: Node): Step {
    switch (node.kind) {
      case "char": {
        const { char } = node;
        if (this.#fold) {
          const low = char.toLowerCase();
          return (at, next) => {
            this.#tick();
            return this.#subject.slice(at, at + char.length).toLowerCase() === low && next(at + char.length);
          };
        }
        return (at, next) => {
          this.#tick();
          return this.#subject.startsWith(char, at) && next(at + char.length);
        };
      }
      case "set": {
        const one = this.#single(node)!;
        return (at, next) => {
          this.#tick();
          const length = one(at);
          return length > 0 && next(at + length);
        };
      }
      case "at":
        return this.#place(node.where);
      case "all": {
        const steps = node.parts.map((part) => this.#compile(part));
        return (at, next) => {
          const run = (i: number, from: number): boolean =>
            i === steps.length ? next(from) : steps[i](from, (to) => run(i + 1, to));
          return run(0, at);
        };
      }
      case "any": {
        const steps = node.branches.map((branch) => this.#compile(branch));
        return (at, next) => steps.some((step) => step(at, next));
      }
      case "group": {
        const body = this.#compile(node.body);
        const slot = 2 * node.index;
        return (at, next) => {
          const from = this.#groups[slot], to = this.#groups[slot + 1];
          if (
            body(at, (end) => {
              const oldFrom = this.#groups[slot], oldTo = this.#groups[slot + 1];
              this.#groups[slot] = at;
              this.#groups[slot + 1] = end;
              if (next(end)) return true;
              this.#groups[slot] = oldFrom;
              this.#groups[slot + 1] = oldTo;
              return false;
            })
          ) return true;
          this.#groups[slot] = from;
          this.#groups[slot + 1] = to;
          return false;
        };
      }
      case "back":
        return (at, next) => {
          this.#tick();
          const from = this.#groups[2 * node.index], to = this.#groups[2 * node.index + 1];
          if (!(from >= 0)) return next(at);
          const text = this.#subject.slice(from, to);
          return this.#subject.startsWith(text, at) && next(at + text.length);
        };
      case "look": {
        const body = this.#compile(node.body);
        return (at, next) => body(at, () => true) === node.holds && next(at);
      }
      case "many":
        return this.#many(node);
    }
  }

  /** Units a node takes at a place when it is one character: 0 for no match. */
  #single(node: Node): ((at: number) => number) | null {
    if (node.kind === "char" && node.char.length === 1 && !this.#fold) {
      const code = node.char.charCodeAt(0);
      return (at) => (this.#subject.charCodeAt(at) === code ? 1 : 0);
    }
    if (node.kind !== "set") return null;
    const { test } = node;
    const fold = this.#fold;
    return (at) => {
      const code = this.#subject.charCodeAt(at);
      if (!(code >= 0)) return 0;
      const holds = test(code) || (fold && (test(flip(code))));
      if (!holds) return 0;
      return code >= 0xd800 && code < 0xdc00 && this.#subject.length > at + 1 ? 2 : 1;
    };
  }

  #many({ body, min, max, lazy }: Node & { kind: "many" }): Step {
    const one = this.#single(body);
    if (one !== null && !lazy) {
      return (at, next) => {
        let count = 0;
        let to = at;
        let wide = false;
        while (count < max) {
          this.#tick();
          const length = one(to);
          if (length === 0) break;
          if (length > 1) wide = true;
          to += length;
          count++;
        }
        for (; count >= min; count--) {
          this.#tick();
          if (next(to)) return true;
          to -= wide && isLow(this.#subject.charCodeAt(to - 1)) ? 2 : 1;
        }
        return false;
      };
    }
    const step = this.#compile(body);
    return (at, next) => {
      const run = (count: number, from: number): boolean => {
        this.#tick();
        if (lazy && count >= min && next(from)) return true;
        if (
          count < max &&
          // An empty turn would go on for ever.
          step(from, (to) => (to > from || count < min) && run(to > from ? count + 1 : min, to))
        ) return true;
        return !lazy && count >= min && next(from);
      };
      return run(0, at);
    };
  }

  #place(where: (Node & { kind: "at" })["where"]): Step {
    const subject = () => this.#subject;
    switch (where) {
      case "bol":
        return (at, next) => (at === 0 || subject()[at - 1] === "\n") && next(at);
      case "eol":
        return (at, next) => (at === subject().length || subject()[at] === "\n") && next(at);
      case "wordStart":
        return (at, next) => (this.#tick(), isWord(subject()[at]) && !isWord(subject()[at - 1]) && next(at));
      case "wordEnd":
        return (at, next) => (this.#tick(), !isWord(subject()[at]) && isWord(subject()[at - 1]) && next(at));
      case "matchStart":
        return (at, next) => {
          const old = this.#start;
          this.#start = at;
          if (next(at)) return true;
          this.#start = old;
          return false;
        };
      case "matchEnd":
        return (at, next) => {
          const old = this.#end;
          this.#end = at;
          if (next(at)) return true;
          this.#end = old;
          return false;
        };
    }
  }
}
function leadOf(root: Node): string {
  if (root.kind === "char") return root.char;
  if (root.kind !== "all") return "";
  let lead = "";
  for (const part of root.parts) {
    if (part.kind === "char") lead += part.char;
    else if (part.kind !== "at" || lead !== "") break;
  }
  return lead;
}
const isLow = (code: number) => code >= 0xdc00 && code < 0xe000;
function flip(code: number): number {
  const char = String.fromCharCode(code);
  const low = char.toLowerCase();
  return (low === char ? char.toUpperCase() : low).charCodeAt(0);
}

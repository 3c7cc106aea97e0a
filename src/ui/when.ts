/**
 * VS Code's `when` clauses: parsed once, evaluated for each key. Operators: `!`, `&&`, `||`, `==`, `!=`,
 * `=~ /re/`, `<`, `<=`, `>`, `>=`, `in`, `not in`, parentheses. `&&` binds closer than `||`.
 * What the context keys mean is the app's business.
 */
import { type Result, unreachable } from "../base/mod.ts";

/** A context value. An unknown key is false; a list serves `in`. */
export type WhenValue = string | number | boolean | readonly string[];
/** What is so right now: the value of a context key, asked for only when a rule needs it. */
export type When = (key: string) => WhenValue | undefined;

/** A parsed clause. */
export type WhenClause =
  | { readonly kind: "is"; readonly key: string }
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "not"; readonly of: WhenClause }
  | { readonly kind: "and" | "or"; readonly of: readonly WhenClause[] }
  | { readonly kind: "equals"; readonly key: string; readonly value: string; readonly negated: "no" | "yes" }
  | { readonly kind: "matches"; readonly key: string; readonly pattern: RegExp }
  | {
    readonly kind: "compares";
    readonly key: string;
    readonly how: "<" | "<=" | ">" | ">=";
    readonly value: number;
  }
  | { readonly kind: "in"; readonly key: string; readonly list: string; readonly negated: "no" | "yes" };

/** Whether a clause holds. */
export function holds(clause: WhenClause, when: When): boolean {
  switch (clause.kind) {
    case "constant":
      return clause.value;
    case "is":
      return isTruthy(valueOf(when, clause.key));
    case "not":
      return !holds(clause.of, when);
    case "and":
      for (let i = 0; i < clause.of.length; i++) if (!holds(clause.of[i], when)) return false;
      return true;
    case "or":
      for (let i = 0; i < clause.of.length; i++) if (holds(clause.of[i], when)) return true;
      return false;
    case "equals":
      return (String(valueOf(when, clause.key)) === clause.value) === (clause.negated === "no");
    case "matches": {
      const value = valueOf(when, clause.key);
      return typeof value === "string" && clause.pattern.test(value);
    }
    case "compares":
      return compares(clause.how, Number(valueOf(when, clause.key)), clause.value);
    case "in": {
      const list = valueOf(when, clause.list);
      const found = Array.isArray(list) && list.includes(String(valueOf(when, clause.key)));
      return found === (clause.negated === "no");
    }
    default:
      return unreachable(clause);
  }
}

function valueOf(when: When, key: string): WhenValue {
  return when(key) ?? false;
}
function isTruthy(value: WhenValue): boolean {
  return value !== false && value !== "" && value !== 0;
}
function compares(how: "<" | "<=" | ">" | ">=", a: number, b: number): boolean {
  switch (how) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    default:
      return unreachable(how);
  }
}

/** Parses a clause. A reason names the place, counted from 1. */
export function parseWhen(source: string): Result<WhenClause> {
  const reader = new Reader(source);
  try {
    const value = reader.or();
    reader.end();
    return { ok: true, value };
  } catch (error) {
    if (error instanceof WhenError) return { ok: false, reason: error.message };
    throw error;
  }
}

class WhenError extends Error {}

const TOKEN =
  /\s*(?:(&&|\|\||==|!=|=~|<=|>=|[!()<>])|'([^']*)'|"([^"]*)"|(\/(?:[^/\\]|\\.)+\/[a-z]*)|([^\s!()<>=&|'"]+))/y;

interface Token {
  readonly kind: "operator" | "string" | "pattern" | "word" | "end";
  readonly text: string;
  readonly at: number;
}

class Reader {
  readonly #source: string;
  #at = 0;
  #next: Token;

  constructor(source: string) {
    this.#source = source;
    this.#next = this.#read();
  }

  or(): WhenClause {
    return this.#list("||", "or", () => this.#list("&&", "and", () => this.#unary()));
  }
  end(): void {
    if (this.#next.kind !== "end") this.#fail(`unexpected "${this.#next.text}"`);
  }

  #list(operator: string, kind: "and" | "or", part: () => WhenClause): WhenClause {
    const parts = [part()];
    while (this.#accepts(operator)) parts.push(part());
    return parts.length === 1 ? parts[0] : { kind, of: parts };
  }

  #unary(): WhenClause {
    if (this.#accepts("!")) return { kind: "not", of: this.#unary() };
    if (this.#accepts("(")) {
      const inner = this.or();
      if (!this.#accepts(")")) this.#fail(`")" is missing`);
      return inner;
    }
    const key = this.#take(["word"], "a context key").text;
    if (key === "true" || key === "false") return { kind: "constant", value: key === "true" };
    return this.#comparison(key);
  }

  #comparison(key: string): WhenClause {
    if (this.#accepts("==")) return { kind: "equals", key, value: this.#value(), negated: "no" };
    if (this.#accepts("!=")) return { kind: "equals", key, value: this.#value(), negated: "yes" };
    if (this.#accepts("=~")) return { kind: "matches", key, pattern: this.#pattern() };
    for (const how of ["<=", ">=", "<", ">"] as const) {
      if (!this.#accepts(how)) continue;
      const value = Number(this.#value());
      if (Number.isNaN(value)) this.#fail("a number is missing");
      return { kind: "compares", key, how, value };
    }
    if (this.#acceptsWord("in")) {
      return { kind: "in", key, list: this.#take(["word"], "a context key").text, negated: "no" };
    }
    if (this.#acceptsWord("not")) {
      if (!this.#acceptsWord("in")) this.#fail(`"in" is missing after "not"`);
      return { kind: "in", key, list: this.#take(["word"], "a context key").text, negated: "yes" };
    }
    return { kind: "is", key };
  }

  #value(): string {
    return this.#take(["word", "string"], "a value").text;
  }
  #pattern(): RegExp {
    const { text } = this.#take(["pattern"], "a pattern like /ts/");
    const end = text.lastIndexOf("/");
    try {
      // "g" and "y" would make the answer depend on the last one.
      return new RegExp(text.slice(1, end), text.slice(end + 1).replace(/[gy]/g, ""));
    } catch {
      return this.#fail(`${text} is not a regular expression`);
    }
  }

  #accepts(operator: string): boolean {
    if (this.#next.kind !== "operator" || this.#next.text !== operator) return false;
    this.#next = this.#read();
    return true;
  }
  #acceptsWord(word: string): boolean {
    if (this.#next.kind !== "word" || this.#next.text !== word) return false;
    this.#next = this.#read();
    return true;
  }
  #take(kinds: readonly Token["kind"][], what: string): Token {
    const token = this.#next;
    if (!kinds.includes(token.kind)) this.#fail(`${what} is missing`);
    this.#next = this.#read();
    return token;
  }
  #read(): Token {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#source);
    if (found === null) {
      const at = this.#at +
        (this.#source.slice(this.#at).length - this.#source.slice(this.#at).trimStart().length);
      if (at < this.#source.length) this.#fail(`unexpected "${this.#source[at]}"`, at);
      return { kind: "end", text: "", at };
    }
    this.#at = TOKEN.lastIndex;
    const [whole, operator, single, double, pattern, word] = found;
    const at = found.index + whole.length - whole.trimStart().length;
    if (operator !== undefined) return { kind: "operator", text: operator, at };
    if (pattern !== undefined) return { kind: "pattern", text: pattern, at };
    if (word !== undefined) return { kind: "word", text: word, at };
    return { kind: "string", text: single ?? double, at };
  }
  #fail(what: string, at = this.#next.at): never {
    throw new WhenError(`Cannot read the when clause at ${at + 1}: ${what}`);
  }
}

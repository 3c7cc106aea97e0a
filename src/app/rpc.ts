/**
 * JSON-RPC 2.0, one message a line, without a transport: reads a line, checks it, calls a method, writes the answer.
 * Requests take effect in order; a line that cannot be read gets an error and the next one is served. Batches are
 * refused: one message a line. Methods are given; https://www.jsonrpc.org/specification names the codes.
 */

export const code = {
  parse: -32700,
  request: -32600,
  method: -32601,
  params: -32602,
  internal: -32603,
  refused: -32000,
} as const;

/** Thrown by methods; becomes the error of the answer. `data` says what would be asked and which answers there are. */
export class RpcFailure extends Error {
  readonly code: number;
  readonly data: unknown;
  constructor(failure: { code: number; message: string; data?: unknown }) {
    super(failure.message);
    this.code = failure.code;
    this.data = failure.data;
  }
}
export const badParams = (message: string): RpcFailure => new RpcFailure({ code: code.params, message });
export const refused = (message: string, data?: unknown): RpcFailure =>
  new RpcFailure({ code: code.refused, message, data });

export type Params = Readonly<Record<string, unknown>>;
/** A promise: the answer is sent when it settles, and later requests wait for it. */
export type Method = (params: Params) => unknown;
export type Methods = Readonly<Record<string, Method>>;

/** Serves one line. `null`: nothing to answer (a notification or an empty line). */
export function serveLine(methods: Methods, line: string): string | null | Promise<string | null> {
  if (line.trim() === "") return null;
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return failure(null, { code: code.parse, message: "Cannot read this line: it is not JSON" });
  }
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    const what = Array.isArray(message)
      ? "batches are not served, send one message a line"
      : "it is not an object";
    return failure(null, { code: code.request, message: `Cannot serve this message: ${what}` });
  }
  const { id: rawId, method, params, jsonrpc } = message as Record<string, unknown>;
  const id = typeof rawId === "string" || typeof rawId === "number" ? rawId : null;
  const wantsAnswer = "id" in message;
  if (jsonrpc !== "2.0") {
    return failure(id, { code: code.request, message: 'Cannot serve this message: "jsonrpc" must be "2.0"' });
  }
  if (typeof method !== "string") {
    return failure(id, {
      code: code.request,
      message: 'Cannot serve this message: "method" must be a string',
    });
  }
  if (params !== undefined && (typeof params !== "object" || params === null || Array.isArray(params))) {
    return failure(id, { code: code.params, message: `Cannot call ${method}: "params" must be an object` });
  }
  if (!Object.hasOwn(methods, method)) {
    return wantsAnswer
      ? failure(id, { code: code.method, message: `Cannot call ${method}: there is no such method` })
      : null;
  }
  const answer = (
    result: unknown,
  ) => (wantsAnswer ? JSON.stringify({ jsonrpc: "2.0", id, result: result ?? {} }) : null);
  const failed = (error: unknown) => (wantsAnswer ? failure(id, errorOf(method, error)) : null);
  try {
    const result = methods[method]((params ?? {}) as Params);
    return result instanceof Promise ? result.then(answer, failed) : answer(result);
  } catch (error) {
    return failed(error);
  }
}

function errorOf(method: string, error: unknown): { code: number; message: string; data?: unknown } {
  if (error instanceof RpcFailure) return { code: error.code, message: error.message, data: error.data };
  const message = error instanceof Error ? error.message : String(error);
  return { code: code.internal, message: `Cannot carry out ${method}: ${message}` };
}

function failure(
  id: string | number | null,
  error: { code: number; message: string; data?: unknown },
): string {
  return JSON.stringify({ jsonrpc: "2.0", id, error });
}

/** Reads parameters by name and kind; each throws `badParams` in words for what it does not like. */
export const need = {
  string: (params: Params, name: string): string => {
    const value = params[name];
    if (typeof value !== "string") throw wrong(name, { want: "a string", value });
    return value;
  },
  integer: (params: Params, name: string): number => {
    const value = params[name];
    if (typeof value !== "number" || !Number.isSafeInteger(value)) {
      throw wrong(name, { want: "an integer", value });
    }
    return value;
  },
  number: (params: Params, name: string): number => {
    const value = params[name];
    if (typeof value !== "number" || !Number.isFinite(value)) throw wrong(name, { want: "a number", value });
    return value;
  },
  boolean: (params: Params, name: string): boolean => {
    const value = params[name];
    if (typeof value !== "boolean") throw wrong(name, { want: "true or false", value });
    return value;
  },
  list: (params: Params, name: string): readonly unknown[] => {
    const value = params[name];
    if (!Array.isArray(value)) throw wrong(name, { want: "a list", value });
    return value;
  },
  object: (params: Params, name: string): Params => {
    const value = params[name];
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw wrong(name, { want: "an object", value });
    }
    return value as Params;
  },
  oneOf: <T extends string>(params: Params, name: string, names: readonly T[]): T => {
    const found = names.find((one) => one === params[name]);
    if (found === undefined) throw wrong(name, { want: `one of ${names.join(", ")}`, value: params[name] });
    return found;
  },
};
/** The same for what may be absent: `undefined` then (JSON's null counts as absent). */
export function maybe<T>(
  read: (params: Params, name: string) => T,
  params: Params,
  name: string,
): T | undefined {
  return params[name] === undefined || params[name] === null ? undefined : read(params, name);
}

function wrong(name: string, { want, value }: { want: string; value: unknown }): RpcFailure {
  const got = value === undefined ? "nothing" : JSON.stringify(value)?.slice(0, 60) ?? typeof value;
  return badParams(`"${name}" must be ${want}, not ${got}`);
}

/**
 * Extended attributes, POSIX ACLs among them, which Deno has no calls for: the C library's, on Linux. Elsewhere, and
 * on file systems without them, there are none to keep.
 */
export interface Attribute {
  readonly name: string;
  readonly value: Uint8Array<ArrayBuffer>;
}

const symbols = {
  llistxattr: { parameters: ["buffer", "buffer", "usize"], result: "isize" },
  lgetxattr: { parameters: ["buffer", "buffer", "buffer", "usize"], result: "isize" },
  lsetxattr: { parameters: ["buffer", "buffer", "buffer", "usize", "i32"], result: "i32" },
} as const;
type Library = Deno.DynamicLibrary<typeof symbols>["symbols"];
let library: Library | null | undefined;

function load(): Library | null {
  if (library !== undefined) return library;
  try {
    library = Deno.build.os === "linux" ? Deno.dlopen("libc.so.6", symbols).symbols : null;
  } catch {
    library = null; // Another C library: what cannot be read cannot be kept, and says nothing.
  }
  return library;
}
const cString = (text: string) => new TextEncoder().encode(`${text}\0`);

export function attributesOf(path: string): Attribute[] {
  const c = load();
  if (c === null) return [];
  const at = cString(path);
  const names = new Uint8Array(65536); // The kernel's own limit of a list.
  const size = Number(c.llistxattr(at, names, BigInt(names.length)));
  if (size <= 0) return [];
  const out: Attribute[] = [];
  for (const name of new TextDecoder().decode(names.subarray(0, size)).split("\0")) {
    if (name === "") continue;
    const value = new Uint8Array(65536);
    const length = Number(c.lgetxattr(at, cString(name), value, BigInt(value.length)));
    if (length >= 0) out.push({ name, value: value.slice(0, length) });
  }
  return out;
}

/** Whether the file has all of them now. */
export function setAttributes(path: string, attributes: readonly Attribute[]): boolean {
  const c = load();
  if (c === null) return attributes.length === 0;
  const at = cString(path);
  for (const { name, value } of attributes) {
    // An empty buffer has no address; the size says that nothing is read from it.
    const given = value.length === 0 ? new Uint8Array(1) : value;
    if (c.lsetxattr(at, cString(name), given, BigInt(value.length), 0) !== 0 && !has(path, { name, value })) {
      return false;
    }
  }
  return true;
}
/** A label that the system gave by itself need not be set, and may not be. */
function has(path: string, wanted: Attribute): boolean {
  const found = attributesOf(path).find(({ name }) => name === wanted.name);
  return found !== undefined && found.value.length === wanted.value.length &&
    found.value.every((byte, i) => byte === wanted.value[i]);
}

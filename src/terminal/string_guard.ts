/**
 * Ends control strings (OSC, DCS, APC, PM, SOS) that grow too long, before the parser sees them: it would keep up to ten
 * million characters of each, which took 400 MB. Such a string is cancelled, and what is left of it dropped up to its end.
 * Knows nothing else of escape sequences; output without strings passes as it is.
 */

/** More than any title, link, colour or clipboard that is meant well. */
const MOST = 1 << 19;
const BEL = 0x07, CAN = 0x18, SUB = 0x1a, ESC = 0x1b;
/** First byte of C1 controls in UTF-8. */
const C2 = 0xc2, C1_ST = 0x9c;
type Place = "text" | "escape" | "c1" | "string" | "string c1" | "dropping" | "dropping c1";

/** What follows ESC to begin a string: P X ] ^ _ ; as C1 the same with 0x40 more. */
function beginsString(byte: number): boolean {
  return byte === 0x50 || byte === 0x58 || byte === 0x5d || byte === 0x5e || byte === 0x5f;
}

export class StringGuard {
  #place: Place = "text";
  #length = 0;
  readonly #most: number;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** What the parser may see of the next bytes: mostly the same array. */
  pass(bytes: Uint8Array): Uint8Array {
    if (this.#place === "text" && bytes.indexOf(ESC) < 0 && bytes.indexOf(C2) < 0) return bytes;
    const kept: Uint8Array[] = [];
    let from = this.#place.startsWith("dropping") ? -1 : 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      switch (this.#place) {
        case "text": {
          if (byte === ESC) this.#place = "escape";
          else if (byte === C2) this.#place = "c1";
          break;
        }
        case "escape":
          this.#begin(beginsString(byte), byte);
          break;
        case "c1":
          this.#begin(beginsString(byte - 0x40), byte);
          break;
        case "string":
        case "string c1":
          if (this.#ends(byte)) break;
          this.#place = byte === C2 ? "string c1" : "string";
          if (++this.#length <= this.#most) break;
          kept.push(bytes.subarray(from, i), Uint8Array.of(CAN));
          from = -1;
          this.#place = "dropping";
          break;
        case "dropping":
        case "dropping c1": {
          const isC1 = this.#place === "dropping c1";
          if (this.#ends(byte)) {
            // ESC begins what follows; the others only end the string.
            from = byte === ESC ? i : i + 1;
            break;
          }
          if (isC1 || byte === C2) this.#place = byte === C2 ? "dropping c1" : "dropping";
        }
      }
    }
    if (kept.length === 0 && from === 0) return bytes;
    if (from >= 0) kept.push(bytes.subarray(from));
    return joined(kept);
  }

  #begin(isString: boolean, byte: number): void {
    this.#place = isString ? "string" : byte === ESC ? "escape" : byte === C2 ? "c1" : "text";
    this.#length = 0;
  }
  /** Whether `byte` ends the string it stands in. */
  #ends(byte: number): boolean {
    const isAfterC2 = this.#place === "string c1" || this.#place === "dropping c1";
    if (byte !== BEL && byte !== CAN && byte !== SUB && byte !== ESC && !(isAfterC2 && byte === C1_ST)) {
      return false;
    }
    this.#place = byte === ESC ? "escape" : "text";
    return true;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

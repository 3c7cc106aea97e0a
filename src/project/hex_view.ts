/**
 * A binary file as rows of text for reading: offset, sixteen bytes in hex, and what of them is printable ASCII. Pure, and made
 * piece by piece, so that nothing larger than a piece is held beside the text.
 *
 *   00000010  7f 45 4c 46 02 01 01 00  00 00 00 00 00 00 00 00  |.ELF............|
 */
const perRow = 16;
/** Rows to a piece: about 80 KB of text. */
const rowsPerPiece = 1024;
/** A text of five times as many units: past this a person is better served by a slice. */
export const hexLimit = 64 * 1024 * 1024;

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The rows from the first byte on, each with its "\n" but for the last. Nothing for an empty file. */
export function* hexPieces(bytes: Uint8Array): Generator<string> {
  const rows = Math.ceil(bytes.length / perRow);
  for (let first = 0; first < rows; first += rowsPerPiece) {
    const lines: string[] = [];
    for (let r = first; r < Math.min(rows, first + rowsPerPiece); r++) lines.push(hexRow(bytes, r * perRow));
    yield first + rowsPerPiece < rows ? `${lines.join("\n")}\n` : lines.join("\n");
  }
}

/** One row; `at` is a multiple of 16 below the length. */
export function hexRow(bytes: Uint8Array, at: number): string {
  let hex = "", ascii = "";
  for (let i = 0; i < perRow; i++) {
    if (i === 8) hex += " ";
    if (at + i >= bytes.length) {
      hex += "   ";
      continue;
    }
    const byte = bytes[at + i];
    hex += `${hexOf[byte]} `;
    ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
  }
  return `${at.toString(16).padStart(8, "0")}  ${hex} |${ascii}|`;
}

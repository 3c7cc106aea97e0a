/**
 * Lines and blocks (U+2500..259F) as rectangles that fill their cell, so that frames and bars of programs meet without gaps
 * whatever the font and the line height are. Curved and diagonal ones are the font's.
 */
/** Arms left, up, right, down of U+2500..257F: 0 none, 1 light, 2 heavy, 3 double. Dashed ones and those the font draws are "". */
const ARMS = (
  "1010 2020 0101 0202 - - - - - - - - 0011 0021 0012 0022 " +
  "1001 2001 1002 2002 0110 0120 0210 0220 1100 2100 1200 2200 0111 0121 0211 0112 " +
  "0212 0221 0122 0222 1101 2101 1201 1102 1202 2201 2102 2202 1011 2011 1021 2021 " +
  "1012 2012 1022 2022 1110 2110 1120 2120 1210 2210 1220 2220 1111 2111 1121 2121 " +
  "1211 1112 1212 2211 1221 2112 1122 2221 2122 2212 1222 2222 - - - - " +
  "3030 0303 0031 0013 0033 3001 1003 3003 0130 0310 0330 3100 1300 3300 0131 0313 " +
  "0333 3101 1303 3303 3031 1013 3033 3130 1310 3330 3131 1313 3333 0011 1001 1100 " +
  "0110 - - - 1000 0100 0010 0001 2000 0200 0020 0002 1020 0102 2010 0201"
).split(" ");

/** Takes rectangles in device pixels. */
export type Fill = (x: number, y: number, width: number, height: number) => void;

/** Whether `point` is drawn here. */
export function isDrawn(point: number): boolean {
  if (point < 0x2500 || point > 0x259f) return false;
  if (point >= 0x2580) return point < 0x2591 || point > 0x2593;
  // Rounded corners are drawn as square ones would jar: the font's are better.
  return ARMS[point - 0x2500] !== "-" && !(point >= 0x256d && point <= 0x2570);
}

/** Draws `point` into a cell, all in whole device pixels. */
export function drawBox(
  point: number,
  cell: { x: number; y: number; width: number; height: number },
  fill: Fill,
): void {
  const { x, y, width, height } = cell;
  if (point >= 0x2580) return drawBlock(point, cell, fill);
  const arms = ARMS[point - 0x2500];
  const light = Math.max(1, Math.round(width / 8));
  const middleX = x + ((width - light) >> 1), middleY = y + ((height - light) >> 1);
  for (let side = 0; side < 4; side++) {
    const weight = arms.charCodeAt(side) - 48;
    if (weight === 0) continue;
    const isAcross = side === 0 || side === 2;
    const offsets = weight === 3 ? [-light, light] : [0];
    const thick = weight === 2 ? light * 2 + (light & 1) : light;
    // How far over the middle an arm goes: so that corners close.
    const across = weight === 3 ? light * 2 : thick;
    for (const offset of offsets) {
      if (isAcross) {
        const top = middleY + offset - ((thick - light) >> 1);
        if (side === 0) fill(x, top, middleX + across - x, thick);
        else fill(middleX - (across - light), top, x + width - middleX + (across - light), thick);
      } else {
        const left = middleX + offset - ((thick - light) >> 1);
        if (side === 1) fill(left, y, thick, middleY + across - y);
        else fill(left, middleY - (across - light), thick, y + height - middleY + (across - light));
      }
    }
  }
}

/** Quadrants: upper left 1, upper right 2, lower left 4, lower right 8, of U+2596..259F. */
const QUADRANTS = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];
function drawBlock(
  point: number,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  fill: Fill,
): void {
  const eighth = (of: number, part: number) => Math.round((of * part) / 8);
  if (point === 0x2580) return fill(x, y, width, eighth(height, 4));
  if (point <= 0x2588) {
    const high = eighth(height, point - 0x2580);
    return fill(x, y + height - high, width, high);
  }
  if (point <= 0x258f) return fill(x, y, eighth(width, 0x2590 - point), height);
  const halfX = eighth(width, 4), halfY = eighth(height, 4);
  if (point === 0x2590) return fill(x + halfX, y, width - halfX, height);
  if (point === 0x2594) return fill(x, y, width, eighth(height, 1));
  if (point === 0x2595) return fill(x + width - eighth(width, 1), y, eighth(width, 1), height);
  const bits = QUADRANTS[point - 0x2596] ?? 0;
  if (bits & 1) fill(x, y, halfX, halfY);
  if (bits & 2) fill(x + halfX, y, width - halfX, halfY);
  if (bits & 4) fill(x, y + halfY, halfX, height - halfY);
  if (bits & 8) fill(x + halfX, y + halfY, width - halfX, height - halfY);
}

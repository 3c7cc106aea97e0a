/**
 * A list as a value: reading, setting and appending in O(log₃₂ n), the old list staying as it was. Owns only that; the
 * history keeps its steps in one, because a million steps cannot be copied per keypress.
 */
const bits = 5;
const width = 1 << bits;
const mask = width - 1;

/** Slots hold items at the bottom and slot arrays above. */
type Slots = readonly unknown[];

export interface Vector<T> {
  readonly length: number;
  /** Levels above the bottom × 5. */
  readonly shift: number;
  readonly slots: Slots;
  /** Never there: it only carries the type of the items. */
  readonly item?: T;
}

export function vectorOf<T>(...items: T[]): Vector<T> {
  let vector: Vector<T> = { length: 0, shift: 0, slots: [] };
  for (const item of items) vector = pushed(vector, item);
  return vector;
}

/** A list of many items, built level by level. O(n). */
export function vectorFrom<T>(items: readonly T[]): Vector<T> {
  let level: Slots = items;
  let shift = 0;
  for (; level.length > width; shift += bits) {
    const above: Slots[] = [];
    for (let i = 0; i < level.length; i += width) above.push(level.slice(i, i + width));
    level = above;
  }
  // Below the top every slot array holds `width` places or is the last one, as `pushed` leaves them.
  return { length: items.length, shift, slots: level.slice() };
}

/** The item at `index`, which must lie in 0..length-1. */
export function itemAt<T>(vector: Vector<T>, index: number): T {
  let slots = vector.slots;
  for (let shift = vector.shift; shift > 0; shift -= bits) slots = slots[(index >> shift) & mask] as Slots;
  return slots[index & mask] as T;
}

/** The list with another item at `index`, which must lie in 0..length-1. */
export function withItem<T>(vector: Vector<T>, index: number, item: T): Vector<T> {
  const { length, shift, slots } = vector;
  if (shift > 0) return { length, shift, slots: written(slots, { shift, index, item }) };
  const copy = slots.slice();
  copy[index] = item;
  return { length, shift, slots: copy };
}

/** The list with one more item at its end. */
export function pushed<T>(vector: Vector<T>, item: T): Vector<T> {
  const { length, shift, slots } = vector;
  const isFull = length === width << shift;
  const at = { shift: isFull ? shift + bits : shift, index: length, item };
  return { length: length + 1, shift: at.shift, slots: written(isFull ? [slots] : slots, at) };
}

function written(slots: Slots, at: { shift: number; index: number; item: unknown }): Slots {
  const copy = slots.slice();
  const place = (at.index >> at.shift) & mask;
  copy[place] = at.shift === 0
    ? at.item
    : written((slots[place] ?? []) as Slots, { ...at, shift: at.shift - bits });
  return copy;
}

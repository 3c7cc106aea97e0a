/**
 * A bounded cache without bookkeeping per read: two maps, and when the young one is full it becomes the old one.
 * What is read from the old age moves to the young one, so whatever was used lately survives.
 */
export interface TwoAges<V> {
  get(key: string): V | undefined;
  /** `cost` in the same measure as the limit. */
  set(key: string, value: V, cost: number): void;
  clear(): void;
}

/** Holds values of `limit` to twice `limit` cost. */
export function createTwoAges<V>(limit: number): TwoAges<V> {
  type Entry = { readonly value: V; readonly cost: number };
  let young = new Map<string, Entry>();
  let old = new Map<string, Entry>();
  let cost = 0;
  const keep = (key: string, entry: Entry) => {
    if (cost + entry.cost > limit) {
      old = young;
      young = new Map();
      cost = 0;
    }
    young.set(key, entry);
    cost += entry.cost;
  };
  return {
    get(key) {
      const entry = young.get(key);
      if (entry !== undefined) return entry.value;
      const aged = old.get(key);
      if (aged === undefined) return undefined;
      keep(key, aged);
      return aged.value;
    },
    set(key, value, entryCost) {
      keep(key, { value, cost: entryCost });
    },
    clear() {
      young = new Map();
      old = new Map();
      cost = 0;
    },
  };
}

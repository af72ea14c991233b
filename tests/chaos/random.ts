/** Random choices that repeat for the same seed. */
export interface Random {
  /** At least `low` and below `high`; a whole number where both are. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** Mulberry32: 32 bits of state, enough to choose moments and victims. */
export function newRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => {
    const value = low + fraction() * (high - low);
    return Number.isInteger(low) && Number.isInteger(high) ? Math.floor(value) : value;
  };
  return {
    between,
    pick: (items) => {
      const item = items[between(0, items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
  };
}

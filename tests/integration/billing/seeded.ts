/** Random choices that the same seed makes again. */
export interface Dice {
  /** From 0 up to, and without, `sides`. */
  roll(sides: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** A copy in another order. */
  shuffled<Item>(items: readonly Item[]): Item[];
}

export function seeded(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (sides: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
  return {
    roll,
    pick: (items) => items[roll(items.length)] as (typeof items)[number],
    shuffled: (items) => {
      const left = [...items];
      return items.map(() => left.splice(roll(left.length), 1)[0] as (typeof items)[number]);
    },
  };
}

/** The one of the environment, so that what failed can be run again; otherwise a new one. */
export function seedOfRun(): number {
  return Number(process.env.PROPERTY_SEED ?? Date.now() % 2_147_483_647);
}

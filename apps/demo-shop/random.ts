import { hash53 } from '@millrace/base';

/** Repeatable random numbers: the same key gives the same draws, on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Picks in proportion to the weights, which need not add up to 1. */
  weighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item;
  normal(mean: number, deviation: number): number;
  /** `sigma` is the standard deviation of the logarithm. */
  lognormal(median: number, sigma: number): number;
  /** Time until the next random event, with this mean. */
  exponential(mean: number): number;
}

/** Mulberry32 (T. Ettinger, public domain), seeded by a hash of the key. */
export function createRandom(...key: readonly (string | number)[]): Random {
  let state = hash53(key.join('\u0001')) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (mean: number, deviation: number) =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    weighted: (items, weightOf) => {
      const total = items.reduce((sum, item) => sum + weightOf(item), 0);
      let left = next() * total;
      for (const item of items) {
        left -= weightOf(item);
        if (left < 0) return item;
      }
      return items[items.length - 1]!;
    },
    normal,
    lognormal: (median, sigma) => median * Math.exp(normal(0, sigma)),
    exponential: (mean) => -mean * Math.log(1 - next()),
  };
}

/** A UUID in the form of version 4, made from a key, so that a repeat after a restart has the same id. */
export function uuidFrom(...key: readonly (string | number)[]): string {
  const hex = hexFrom(32, ...key);
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function hexFrom(length: number, ...key: readonly (string | number)[]): string {
  const text = key.join('\u0001');
  let hex = '';
  for (let block = 1; hex.length < length; block += 1)
    hex += hash53(text, block).toString(16).padStart(14, '0').slice(2);
  return hex.slice(0, length);
}

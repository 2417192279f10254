export interface Tries {
  readonly option: string;
  readonly tries: number;
  /** Margin of all of them together, in minor units. */
  readonly reward: number;
}

/** Offers and how often each was tried, the most tried first. */
export function triesOf(report: Readonly<Record<string, unknown>>): Tries[] {
  const options = (report['options'] ?? {}) as Readonly<Record<string, { tries?: unknown; reward?: unknown }>>;
  return Object.entries(options)
    .map(([option, entry]) => ({ option, tries: Number(entry.tries ?? 0), reward: Number(entry.reward ?? 0) }))
    .filter((entry) => entry.tries > 0)
    .toSorted((one, other) => other.tries - one.tries);
}

import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { PastVisitor } from '../../history.ts';

/** Wednesday, 14 October 2026, 16:30 UTC. */
export const NOW = Date.UTC(2026, 9, 14, 16, 30);

/** Hours of a store that is visited at noon and in the evening. */
export const STORE = Array.from({ length: 24 }, (_unused, hour) =>
  hour < 7 ? 0.005 : hour === 12 || hour === 20 ? 0.16 : 0.043,
).map((share, _hour, all) => share / all.reduce((sum, one) => sum + one, 0));

export function drawn(shares: readonly number[], random: () => number): number {
  let left = random();
  for (let hour = 0; hour < shares.length; hour += 1) if ((left -= shares[hour]!) < 0) return hour;
  return shares.length - 1;
}

interface Truth {
  readonly people: number;
  /** Of the Dirichlet that the hours of people are drawn from; infinite when all have those of the store. */
  readonly concentration: number;
  readonly visits: number;
  readonly shares?: readonly number[];
  /** Shares of weekends, the same as of all days when left out. */
  readonly weekend?: readonly number[];
}

/**
 * People whose hours are drawn from a known Dirichlet. Pólya's urn draws from the Dirichlet-multinomial: each visit
 * repeats one of the person's earlier hours with probability n / (s + n), and is one of the store's otherwise.
 */
export function visitors(
  { people, concentration, visits, shares = STORE, weekend = shares }: Truth,
  random: () => number,
): readonly PastVisitor[] {
  return Array.from({ length: people }, (): PastVisitor => {
    const urns: readonly number[][] = [[], []];
    const days = Array.from({ length: visits }, () => 1 + Math.floor(120 * random()));
    const times = [...new Set(days)]
      .toSorted((left, right) => right - left)
      .map((ago) => {
        const midnight = NOW - (NOW % DAY) - ago * DAY;
        const isWeekend = [0, 6].includes(new Date(midnight).getUTCDay());
        const urn = urns[Number(isWeekend && weekend !== shares)]!;
        const own = random() * (concentration + urn.length) >= concentration;
        const hour = own
          ? urn[Math.floor(urn.length * random())]!
          : drawn(isWeekend ? weekend : shares, random);
        urn.push(hour);
        return midnight + hour * HOUR + 10 * MINUTE;
      });
    return { zone: 'UTC', times: times.toReversed(), decisions: [], now: NOW };
  });
}

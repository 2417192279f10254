import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { alarmWords, type AlarmFigures } from './alarm-words.ts';
import { dayAt } from './days.ts';

/** A number that was not as usual, told in a sentence. */
export interface Unusual {
  readonly id: string;
  readonly sentence: string;
  readonly isWorse: boolean;
}

/** Most numbers that a report names. */
const MOST = 10;

/** Numbers that were not as usual on a day between two instants: those that are bad for the store first, then the furthest from usual. */
export async function unusualIn(
  tx: Tx,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  zone: string,
  currency: string,
): Promise<readonly Unusual[]> {
  const rows = await tx<
    (AlarmFigures & {
      id: string;
      is_worse: boolean;
    })[]
  >`select id, metric, name, day, value, expected, lower, upper, is_worse
    from anomalies where day <= ${dayAt(to - 1, zone)} and last_day >= ${dayAt(from, zone)}
    order by is_worse desc, abs(deviations) desc, id limit ${MOST}`;
  return rows.map((row) => ({
    id: row.id,
    sentence: alarmWords(row, currency).summary,
    isWorse: row.is_worse,
  }));
}

import { storeFacts } from '@millrace/core/facts';
import { step } from '@millrace/core/plans';
import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { Plan } from '@millrace/flow';
import { rehearse } from '@millrace/rehearsal';
import { pastPeople } from './past-people.ts';

/** One time that somebody, or a thing, would have entered; in the person's own time. */
export interface PastEntry {
  readonly customerId: string;
  /** What the flow would have been about, such as a cart. */
  readonly key: string;
  readonly at: Instant;
  /** The end of the searched time, in the same person's time. */
  readonly until: Instant;
}

export interface PastEntries {
  readonly entries: readonly PastEntry[];
  /** False when only the latest who met the trigger were searched. */
  readonly exact: boolean;
}

/** Most people searched, the latest who met the trigger. */
export const MOST_ENTRANTS = 2_000;

/**
 * Everybody who would have entered in this time: who met the trigger and passed its filter. Rehearses the trigger only,
 * of the latest 2,000 who met it at most.
 */
export async function pastEntrants(
  tx: Tx,
  wanted: {
    readonly plan: Plan;
    readonly settings: StoreSettings;
    readonly since: Instant;
    readonly until: Instant;
  },
): Promise<PastEntries> {
  const { plan, settings, since, until } = wanted;
  // The steps after the trigger are left out, because entries do not depend on them.
  const trigger = plan.nodes[plan.entry];
  const gate: Plan = { ...plan, nodes: trigger ? [{ ...trigger, ports: {} }] : [], entry: 0 };
  const people = await pastPeople(tx, { plan: gate, settings, since, until, most: MOST_ENTRANTS });
  const ends = new Map(people.map((person) => [person.customer.id, person.until]));
  const entries: PastEntry[] = [];
  rehearse({
    plan: gate,
    step,
    store: storeFacts(settings),
    from: since,
    until: Number.MAX_SAFE_INTEGER,
    people,
    host: { heldOut: () => false },
    onEnrolment: ({ customerId, key, enteredAt }) =>
      entries.push({ customerId, key, at: enteredAt, until: ends.get(customerId) ?? until }),
  });
  return { entries, exact: people.length < MOST_ENTRANTS };
}

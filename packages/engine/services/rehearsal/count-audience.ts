import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { DAY } from '@millrace/base';
import { isAboutPeople, type Plan } from '@millrace/flow';
import { pastEntrants } from './past-entrants.ts';

/** How many people, or things, would have entered a flow. */
export interface Audience {
  readonly days: number;
  readonly people: number;
  /** False when only the latest who met the trigger were counted. */
  readonly exact: boolean;
}

/**
 * How many different people (or things, in flows about things) would have entered in the last days: those who
 * met the trigger and passed its filter.
 */
export async function countAudience(tx: Tx, context: Context, plan: Plan, days = 30): Promise<Audience> {
  const settings = await storeSettings(tx, context.workspaceId);
  const until = context.now();
  const { entries, exact } = await pastEntrants(tx, { plan, settings, since: until - days * DAY, until });
  const entered = new Set(entries.map(({ customerId, key }) => (isAboutPeople(plan) ? customerId : key)));
  return { days, people: entered.size, exact };
}

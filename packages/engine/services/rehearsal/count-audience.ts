import { storeFacts } from '@millrace/core/facts';
import { step } from '@millrace/core/plans';
import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { DAY } from '@millrace/base';
import { isAboutPeople, type Plan } from '@millrace/flow';
import { rehearse } from '@millrace/rehearsal';
import { pastPeople } from './past-people.ts';

/** How many people, or things, would have entered a flow. */
export interface Audience {
  readonly days: number;
  readonly people: number;
  /** False when only the latest who met the trigger were counted. */
  readonly exact: boolean;
}

const MOST = 2_000;

/**
 * How many different people (or things, in flows about things) would have entered in the last days: those who
 * met the trigger and passed its filter. Rehearses the trigger only.
 */
export async function countAudience(tx: Tx, context: Context, plan: Plan, days = 30): Promise<Audience> {
  const settings = await storeSettings(tx, context.workspaceId);
  const [until, since] = [context.now(), context.now() - days * DAY];
  // The steps after the trigger are left out, because entries do not depend on them.
  const trigger = plan.nodes[plan.entry];
  const gate: Plan = { ...plan, nodes: trigger ? [{ ...trigger, ports: {} }] : [], entry: 0 };
  const people = await pastPeople(tx, { plan: gate, settings, since, until, most: MOST });
  const entered = new Set<string>();
  rehearse({
    plan: gate,
    step,
    store: storeFacts(settings),
    from: since,
    until: Number.MAX_SAFE_INTEGER,
    people,
    host: { heldOut: () => false },
    onEnrolment: ({ customerId, key }) => entered.add(isAboutPeople(plan) ? customerId : key),
  });
  return { days, people: entered.size, exact: people.length < MOST };
}

import { DAY } from '@millrace/base';
import { readPlan } from '@millrace/core/plans';
import type { CallRow, EnrolmentRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { CAME_FROM_FLOW, type Subject } from '@millrace/flow';
import type { Attempt } from '../attempts/attempt.ts';
import { tellEntries } from '../triggers/let-in.ts';
import type { Changed } from './change-ours.ts';

/** How often one person may be sent on within a day, so that two flows cannot pass somebody to and fro. */
const MOST_IN_A_DAY = 20;
/** What a person can bring along. */
const KEYS: readonly string[] = ['customer', 'cart', 'order'] satisfies readonly Subject[];

type SentOn = Pick<Changed, 'sentence' | 'refused'>;

interface Target {
  readonly name: string;
  readonly state: string;
  readonly plan_hash: string | null;
}

/**
 * Lets the person of an enrolment into another flow, by an event that the router takes up like any other:
 * re-entry, pause and exit rules of that flow apply, and a refusal is on the person's page. The event has the
 * id of the call, so that it counts once.
 */
export async function sendOn(
  { tx, context, enrolment, row, now }: Attempt<CallRow>,
  flowId: string,
): Promise<SentOn> {
  const [target] = await tx<Target[]>`
    select f.name, f.state, v.plan_hash from flows f left join flow_versions v on v.id = f.live_version_id
      where f.id = ${flowId}`;
  if (!target?.plan_hash || (target.state !== 'live' && target.state !== 'paused'))
    return notSent(
      'flow-not-live',
      target ? `“${target.name}” is not live.` : 'the other flow no longer exists.',
    );
  const { key } = (await readPlan(tx, context.workspaceId, target.plan_hash)).trigger;
  const things = thingsOf(enrolment);
  if (
    enrolment.customer_id === null ||
    !KEYS.includes(key) ||
    (key !== 'customer' && !(`${key}Id` in things))
  )
    return notSent('nothing-to-enrol-with', `“${target.name}” is about one ${key}, and there is none here.`);
  if ((await sentOnToday(tx, enrolment.customer_id, now - DAY)) >= MOST_IN_A_DAY)
    return notSent(
      'sent-on-too-often',
      `they were sent from flow to flow ${MOST_IN_A_DAY} times within a day.`,
    );
  await tellEntries(tx, context, [
    {
      id: `${CAME_FROM_FLOW}/${row.id}`,
      type: CAME_FROM_FLOW,
      flowId,
      customerId: enrolment.customer_id,
      at: now,
      properties: { ...things, fromFlow: enrolment.flow_name },
    },
  ]);
  await tx`select pg_notify('millrace_work', '')`;
  return { refused: null, sentence: `Sent on to “${target.name}”.` };
}

const notSent = (reason: string, why: string): SentOn => ({
  sentence: null,
  refused: { reason, sentence: `Not sent on: ${why}` },
});

function thingsOf({ cart_id: cartId, order_id: orderId }: EnrolmentRow): Record<string, string> {
  return {
    ...(cartId === null ? {} : { cartId }),
    ...(orderId === null ? {} : { orderId }),
  };
}

async function sentOnToday(tx: Tx, customerId: string, since: number): Promise<number> {
  const [row] = await tx<{ count: number }[]>`select count(*)::int as count from events
    where customer_id = ${customerId} and type = ${CAME_FROM_FLOW} and occurred_at > ${since}`;
  return row?.count ?? 0;
}

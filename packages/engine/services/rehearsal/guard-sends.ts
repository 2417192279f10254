import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant } from '@millrace/base';
import type { Plan, StoreFacts } from '@millrace/flow';
import {
  CAP_DAYS,
  factsAtSending,
  runGuardrails,
  type GuardrailSettings,
  type RecentMessage,
} from '@millrace/guardrails';
import type { RehearsalSend, Verdict } from '@millrace/rehearsal';
import type { PastPerson } from './past-people.ts';

/** A message that another flow sent. */
export type Touch = RecentMessage;

/**
 * Messages that other flows sent to these people during the rehearsed time and shortly before it. They count
 * against frequency caps.
 */
export async function touchesOf(
  tx: Tx,
  people: readonly PastPerson[],
  flowId: string,
  since: Instant,
  until: Instant,
): Promise<Map<string, Touch[]>> {
  const ids = people.map((person) => person.customer.id);
  const rows = await tx<
    (Touch & { customer_id: string; pace: number; pace_anchor: Instant | null })[]
  >`select t.customer_id, t.at, t.channel, t.purpose, t.flow_id as "flowId",
    coalesce(f.name, '') as "flowName", t.cart_id as "cartId", c.pace, c.pace_anchor
    from touches t join customers c on c.id = t.customer_id left join flows f on f.id = t.flow_id
    where t.customer_id = any(${ids}::uuid[]) and t.flow_id <> ${flowId}
      and t.at between ${since - CAP_DAYS * DAY} and ${until} order by t.at`;
  const touches = new Map<string, Touch[]>();
  for (const { customer_id, pace, pace_anchor, ...touch } of rows) {
    const own = { ...touch, at: toPersonal(touch.at, { pace, anchor: pace_anchor ?? 0 }) };
    touches.set(customer_id, [...(touches.get(customer_id) ?? []), own]);
  }
  return touches;
}

/** Runs the guardrails on the facts of the rehearsal. */
export function guardWith(
  settings: GuardrailSettings,
  store: StoreFacts,
  flow: { readonly id: string; readonly name: string; readonly plan: Plan },
  people: readonly Pick<PastPerson, 'customer' | 'optIn'>[],
  touches: ReadonlyMap<string, readonly Touch[]>,
  globallyHeldOut: ReadonlySet<string>,
): (send: RehearsalSend) => Verdict {
  const optIns = new Map(people.map((person) => [person.customer.id, person.optIn]));
  const about = { flowId: flow.id, flowName: flow.name };
  return ({ at: now, message, customer, cart, heldSince, earlier }) => {
    const { messageId: id, channel, purpose } = message;
    const facts = factsAtSending({
      now,
      message: { id, channel, purpose, plannedAt: heldSince ?? now, heldSince },
      flow,
      plan: flow.plan,
      customer,
      optIn: optIns.get(customer.id)?.[channel],
      cart,
      store,
      globallyHeldOut: globallyHeldOut.has(customer.id),
      sent: [...(touches.get(customer.id) ?? []), ...earlier.map((sent) => ({ ...about, ...sent }))],
    });
    const { verdict } = runGuardrails(facts, settings);
    if (verdict.verdict === 'pass') return { do: 'pass' };
    if (verdict.verdict === 'hold') return { do: 'hold', until: verdict.lookAgainAt, reason: verdict.reason };
    return {
      do: verdict.verdict === 'refuse' ? 'refuse' : 'skip',
      reason: verdict.reason,
      sentence: verdict.sentence,
    };
  };
}

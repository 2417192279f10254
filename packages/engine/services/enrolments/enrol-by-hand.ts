import { fail } from '@millrace/base';
import { readCustomer, clockOf } from '@millrace/core/facts';
import { readPlan } from '@millrace/core/plans';
import { lockCustomer, readFlow, readLiving } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Plan } from '@millrace/flow';
import { enrolCustomer, type EntryResult, type LiveFlow, writeRefusal } from '@millrace/run/enrolments';
import { z } from 'zod';

const input = z.strictObject({
  flow: z.uuid(),
  customer: z.uuid(),
  cart: z.uuid().optional(),
  order: z.uuid().optional(),
});

const output = z.union([
  z.strictObject({ entered: z.uuid().describe('Id of the enrolment') }),
  z.strictObject({
    refused: z.string().describe('Why not, as a code'),
    sentence: z.string().describe('The same in words'),
  }),
]);

/**
 * Adds one person to a live flow, by hand or by the API, with the cart or order concerned. Re-entry rules
 * apply, and a refusal is recorded on the person's timeline, as for an event.
 * @throws MillraceError not-found, flow-state-wrong when the flow accepts nobody
 */
export const enrolByHand = defineVerb({
  name: 'customer-enrolled',
  permission: 'flows:publish',
  input,
  output,
  run: async (tx, asked, context): Promise<EntryResult> => {
    const flow = await readFlow(tx, asked.flow);
    if ((flow.state !== 'live' && flow.state !== 'paused') || !flow.live_version_id)
      fail('flow-state-wrong', { state: flow.state });
    const { id: customerId } = await readLiving(tx, asked.customer);
    await lockCustomer(tx, customerId);
    const customer = await readCustomer(tx, customerId);
    if (!customer) fail('not-found', { what: 'customer' });
    const [version] = await tx<
      { plan_hash: string }[]
    >`select plan_hash from flow_versions where id = ${flow.live_version_id}`;
    const live: LiveFlow = {
      id: flow.id,
      name: flow.name,
      salt: flow.salt,
      version_id: flow.live_version_id,
      plan_hash: version?.plan_hash ?? '',
    };
    const plan = await readPlan(tx, context.workspaceId, live.plan_hash);
    const entry = {
      workspaceId: context.workspaceId,
      flow: live,
      customerId,
      event: null,
      now: context.now(),
    };
    const refused = async (reason: string, sentence: string): Promise<EntryResult> => {
      await writeRefusal(tx, entry, reason, sentence);
      return { refused: reason, sentence };
    };
    if (flow.state === 'paused') return refused('flow-paused', `Not entered: “${flow.name}” is paused.`);
    const cartId = await subjectOf(tx, 'cart', plan, asked.cart, customerId);
    const orderId = await subjectOf(tx, 'order', plan, asked.order, customerId);
    const key = plan.trigger.key === 'cart' ? cartId : plan.trigger.key === 'order' ? orderId : customerId;
    if (!key)
      return refused(
        'nothing-to-enrol-with',
        `Not entered: “${flow.name}” is about one ${plan.trigger.key}, and they have none.`,
      );
    const result = await enrolCustomer(tx, {
      ...entry,
      plan,
      cartId,
      orderId,
      eventAt: null,
      key,
      clock: clockOf(customer),
    });
    await tx`select pg_notify('millrace_work', '')`;
    return result;
  },
  audit: (asked, result) => ({
    subject: { type: 'flow', id: asked.flow },
    summary:
      'entered' in result ? 'Added a person to a flow by hand' : 'Tried to add a person to a flow by hand',
  }),
});

/**
 * The named cart or order, which must belong to the customer; otherwise their latest, when the flow is about
 * one.
 */
async function subjectOf(
  tx: Tx,
  what: 'cart' | 'order',
  plan: Plan,
  named: string | undefined,
  customerId: string,
): Promise<string | null> {
  if (named === undefined && plan.trigger.key !== what) return null;
  const mine = named === undefined ? tx`true` : tx`id = ${named}`;
  const [row] =
    what === 'cart'
      ? await tx<{ id: string }[]>`
          select id from carts
            where customer_id = ${customerId} and ${mine} and (${named !== undefined} or completed_at is null)
            order by updated_at desc limit 1`
      : await tx<{ id: string }[]>`select id from orders
          where customer_id = ${customerId} and ${mine} and (${named !== undefined} or counted)
          order by placed_at desc limit 1`;
  if (named !== undefined && !row) fail('not-found', { what: `${what} of this customer` });
  return row?.id ?? null;
}

import { fail } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { z } from 'zod';
import { lockCustomer } from '../customers/lock.ts';
import { readCustomer } from '../facts/load-facts.ts';
import { clockOf } from '../facts/rows.ts';
import { readPlan } from '../plans/read-plan.ts';
import { readFlow } from '../flows/flow-row.ts';
import { defineVerb } from '../verb/define-verb.ts';
import { enrolCustomer, type LiveFlow } from './enrol-customer.ts';

/** Puts one person into a live flow by hand or by API, with the cart or order it is about. Re-entry rules hold all the same. */
export const enrolByHand = defineVerb({
  name: 'customer-enrolled',
  permission: 'flows:publish',
  input: z.strictObject({ flow: z.uuid(), customer: z.uuid(), cart: z.uuid().optional(), order: z.uuid().optional() }),
  run: async (tx, input, context) => {
    const flow = await readFlow(tx, input.flow);
    if (flow.state !== 'live' || !flow.live_version_id) fail('flow-state-wrong', { state: flow.state });
    await lockCustomer(tx, input.customer);
    const customer = await readCustomer(tx, input.customer);
    if (!customer) fail('not-found', { what: 'customer' });
    await mustBeTheirs(tx, 'cart', input.cart, input.customer);
    await mustBeTheirs(tx, 'order', input.order, input.customer);
    const [version] = await tx<{ plan_hash: string }[]>`select plan_hash from flow_versions where id = ${flow.live_version_id}`;
    const live: LiveFlow = {
      id: flow.id,
      name: flow.name,
      salt: flow.salt,
      version_id: flow.live_version_id,
      plan_hash: version?.plan_hash ?? '',
    };
    const plan = await readPlan(tx, context.workspaceId, live.plan_hash);
    const cartId =
      input.cart ??
      (plan.trigger.key === 'cart'
        ? await latest(
            tx`select id from carts where customer_id = ${input.customer} and completed_at is null order by updated_at desc limit 1`,
          )
        : null);
    const orderId =
      input.order ??
      (plan.trigger.key === 'order'
        ? await latest(tx`select id from orders where customer_id = ${input.customer} and counted order by placed_at desc limit 1`)
        : null);
    const key = plan.trigger.key === 'cart' ? cartId : plan.trigger.key === 'order' ? orderId : input.customer;
    if (!key) fail('not-found', { what: `${plan.trigger.key} of this customer to enrol with` });
    const result = await enrolCustomer(tx, {
      workspaceId: context.workspaceId,
      flow: live,
      plan,
      customerId: input.customer,
      event: null,
      cartId,
      orderId,
      eventAt: null,
      key,
      clock: clockOf(customer),
      now: context.now(),
    });
    await tx`select pg_notify('millrace_work', '')`;
    return result;
  },
  audit: (input, result) => ({
    subject: { type: 'flow', id: input.flow },
    summary: 'entered' in result ? 'Put a person into a flow by hand' : 'Tried to put a person into a flow by hand',
  }),
});

/** A cart or an order of somebody else would tell this person of it. @throws MillraceError not-found */
async function mustBeTheirs(tx: Tx, what: 'cart' | 'order', id: string | undefined, customerId: string): Promise<void> {
  if (id === undefined) return;
  const [row] = await tx`select 1 from ${tx(`${what}s`)} where id = ${id} and customer_id = ${customerId}`;
  if (!row) fail('not-found', { what: `${what} of this customer` });
}

async function latest(query: Promise<readonly { id?: string }[]> | PromiseLike<readonly unknown[]>): Promise<string | null> {
  const [row] = (await query) as readonly { id?: string }[];
  return row?.id ?? null;
}

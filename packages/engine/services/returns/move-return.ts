import { amountSchema, type IntakeEvent } from '@millrace/flow';
import { fail } from '@millrace/base';
import { clockOf } from '@millrace/core/facts';
import { defineVerb } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { ingestWithin } from '@millrace/run/intake';
import { STEP_EVENTS, type ReturnStep } from '@millrace/run/returns';
import { z } from 'zod';
import { readReturn } from './read-returns.ts';
import { returnSchema } from './shapes.ts';

/** Steps that the team can say, with what the audit log says of them. */
export const MOVES: Readonly<Record<Exclude<ReturnStep, 'requested'>, string>> = {
  approved: 'Approved the return',
  label: 'Sent the label of the return',
  received: 'Received the return',
  refunded: 'Refunded the return',
  exchanged: 'Exchanged the return',
  refused: 'Refused the return',
};
const STEPS = Object.keys(MOVES) as [keyof typeof MOVES, ...(keyof typeof MOVES)[]];
/** After these a return is over. */
const LAST = new Set<ReturnStep>(['refunded', 'exchanged', 'refused']);

/**
 * Says that a return came to a step: the page of the customer shows it, and flows that wait for the event go on. It
 * makes no refund and no label.
 * @throws MillraceError not-found, return-over, input-invalid
 */
export const moveReturn = defineVerb({
  name: 'return-moved',
  permission: 'work:answer',
  input: z.strictObject({
    id: z.uuid(),
    step: z.enum(STEPS),
    labelUrl: z
      .url({ protocol: /^https?$/, error: 'This is not a web address.' })
      .max(2_000)
      .optional()
      .describe('With `label`: where the customer opens it'),
    amount: amountSchema.optional().describe('With `refunded`: what went back'),
    text: z.string().trim().max(1_000).optional().describe('With `refused`: what the customer reads'),
  }),
  output: returnSchema,
  run: async (tx, { id, step, labelUrl, amount, text }, context) => {
    await tx`select 1 from returns where id = ${id} for update`;
    const before = await readReturn(tx, id);
    if (LAST.has(before.step)) fail('return-over', { number: before.number });
    const [order] = await tx<
      { external_id: string; source: string; pace: number; pace_anchor: number | null }[]
    >`select o.external_id, o.source, c.pace, c.pace_anchor from orders o
      join customers c on c.id = ${before.customerId} where o.id = ${before.orderId}`;
    if (!order) return fail('not-found', { what: 'order' });
    const event: IntakeEvent = {
      id: `returns-page/${newId()}`,
      type: STEP_EVENTS[step],
      occurredAt: context.now(),
      customer: { id: before.customerId },
      properties: {
        returnId: before.number,
        orderId: order.external_id,
        reason: before.items[0]?.reasonLabel ?? null,
        ...(step === 'label' && labelUrl ? { labelUrl } : {}),
        ...(step === 'refunded' && amount !== undefined ? { amount } : {}),
        ...(step === 'refused' && text ? { text } : {}),
      },
    };
    await ingestWithin(tx, context, { id: order.source, clock: clockOf(order) }, [event]);
    return readReturn(tx, id);
  },
  audit: ({ step }, { number, id }) => ({
    subject: { type: 'return', id },
    summary: `${MOVES[step]} ${number}`,
  }),
});

import { emailAddressSchema } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { z } from 'zod';
import { normaliseEmail } from '../parsing/identities.ts';
import { plainNumber, waysToWrite } from '../parsing/order-number.ts';

/** What somebody has to know of an order to return things of it. */
export const findOrderSchema = z.object({
  number: z
    .string()
    .trim()
    .max(60)
    .transform((number) => plainNumber(number).trim())
    .refine((number) => number !== '', 'Enter the number of your order.'),
  email: z
    .string()
    .trim()
    .pipe(emailAddressSchema)
    .transform((address) => normaliseEmail(address) ?? ''),
});
export type OrderSought = z.output<typeof findOrderSchema>;

/**
 * The newest order with this number whose customer has this address; null otherwise. One statement compares both, so
 * that the work is the same whether there is such an order or not.
 */
export async function findOrder(
  context: Pick<Context, 'db' | 'workspaceId'>,
  { number, email }: OrderSought,
): Promise<string | null> {
  const [plain, marked] = waysToWrite(number);
  return context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [row] = await tx<{ id: string }[]>`
      select o.id from customer_identities i
        join customers c on c.id = i.customer_id and c.erased_at is null
        join orders o on o.customer_id = c.id and (o.number in (${plain}, ${marked}) or o.external_id = ${plain})
      where i.kind = 'email' and i.value = ${email} order by o.placed_at desc limit 1`;
    return row?.id ?? null;
  });
}

import { readLiving } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { erasePerson } from '@millrace/run/erasure';
import { z } from 'zod';

/**
 * Deletes everything in the database that names the person (`docs/using/privacy.md` says what is kept and
 * why). Running enrolments end. A later event that names them creates a new person.
 * @throws MillraceError not-found, also when the person was erased before
 */
export const eraseCustomer = defineVerb({
  name: 'customer-erased',
  permission: 'customers:erase',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ id: z.uuid(), erased: z.boolean() }),
  run: async (tx, input, context) => {
    const { id } = await readLiving(tx, input.id);
    await erasePerson(tx, context, id);
    return { id, erased: true };
  },
  audit: (_input, { id }) => ({ subject: { type: 'customer', id }, summary: 'Erased a customer on request' }),
});

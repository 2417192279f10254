import { z } from 'zod';
import { fail } from '@millrace/base';
import { done, type Act, type ActCall } from '../../act.ts';
import { markOf } from '../../acts/mark-of.ts';
import { writeNote } from '../../acts/write-note.ts';
import { wooRequest } from '../api.ts';
import type { WoocommerceConfig } from '../config.ts';
import { orderOf } from './about.ts';
import { saidByWoo } from './said.ts';

const notesSchema = z.array(z.looseObject({ note: z.string().catch('') }));

/** Adds a note to the order that only the store's staff sees. */
export const writeNoteInWoocommerce: Act<WoocommerceConfig> = {
  repeat: () => ({
    means: 'look-up',
    harmless: false,
    sentence: 'The note has a mark, and the store is searched for that mark before another attempt.',
  }),
  texts: (input) => ({ note: writeNote.input.parse(input).note }),
  request(call, config) {
    const note = (call.texts['note'] ?? '').trim();
    if (note === '')
      return fail('input-invalid', { problems: 'The note is empty for this person', fields: [] });
    const body = { note: `${note} ${markOf(call)}`, customer_note: false };
    return {
      via: 'http',
      request: wooRequest(config, 'POST', `/orders/${notedOrder(call)}/notes`, {}, body),
    };
  },
  outcome(answer) {
    const said = saidByWoo(answer);
    return 'ends' in said ? said.ends : done(null, 'The note was added in the store.');
  },
  lookUp: {
    request: (call, config) =>
      wooRequest(config, 'GET', `/orders/${notedOrder(call)}/notes`, { type: 'internal' }),
    read(answer, call) {
      const said = saidByWoo(answer);
      const notes = 'ends' in said ? undefined : notesSchema.safeParse(said.json).data;
      if (!notes) return { found: null, reason: 'WooCommerce did not say' };
      const isThere = notes.some(({ note }) => note.includes(markOf(call)));
      return isThere
        ? { found: true, result: null, sentence: 'WooCommerce confirms the note.' }
        : { found: false };
    },
    waitMs: 10_000,
  },
};

function notedOrder(call: ActCall): string {
  if (writeNote.input.parse(call.input).about === 'customer')
    return fail('input-invalid', { problems: 'WooCommerce has no notes of customers', fields: [] });
  return orderOf(call);
}

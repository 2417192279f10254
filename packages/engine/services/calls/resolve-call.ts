import { fail } from '@millrace/base';
import type { CallRow } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { changeCall } from '@millrace/run/calls';
import { z } from 'zod';

/**
 * Settles an unknown call: a person says whether it happened. The branch that the enrolment took meanwhile
 * stays.
 */
export const resolveUnknownCall = defineVerb({
  name: 'unknown-call-resolved',
  permission: 'flows:publish',
  input: z.strictObject({ id: z.uuid(), happened: z.boolean() }),
  output: z.strictObject({ id: z.uuid(), happened: z.boolean() }),
  run: async (tx, { id, happened }, context) => {
    const [call] = await tx<CallRow[]>`select * from calls where id = ${id} and status = 'unknown'`;
    const said = happened
      ? ({ to: 'done', reason: null, sentence: 'It happened, as a person confirmed.' } as const)
      : ({
          to: 'failed',
          reason: 'did-not-happen',
          sentence: 'It did not happen, as a person confirmed.',
        } as const);
    if (!call || !(await changeCall(tx, context.workspaceId, call, said, context.now())))
      fail('not-found', { what: 'action in doubt' });
    return { id, happened };
  },
  audit: ({ id, happened }) => ({
    subject: { type: 'call', id },
    summary: happened ? 'Confirmed that an action happened' : 'Found that an action did not happen',
  }),
});

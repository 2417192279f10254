import { fail } from '@millrace/base';
import type { CallRow } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { changeCall } from '@millrace/run/calls';
import { z } from 'zod';

/** A person looked and says whether it happened, where nobody could tell. The way the person took meanwhile stays as it was. */
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
          sentence: 'It did not happen, as a person found.',
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

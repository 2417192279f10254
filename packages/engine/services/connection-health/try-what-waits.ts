import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { lookAgainAtCalls } from '@millrace/run/calls';
import { lookAgain } from '@millrace/run/messages';

const REASON = 'provider-unavailable';

/** Something was done about a connection: messages and calls that a system did not take may go now, by it or another way. */
export async function tryWhatWaits(tx: Tx, context: Context): Promise<void> {
  await lookAgain(tx, context, { reasons: [REASON] });
  await lookAgainAtCalls(tx, context, [REASON]);
}

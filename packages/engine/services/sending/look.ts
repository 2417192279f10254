import { MAIN_QUEUE } from '@millrace/runtime';
import { deliver } from './deliver.ts';
import type { Context } from '../verb/context.ts';
import { advance, type AdvanceInput } from '../enrolments/advance.ts';
import type { Instruction } from '../rows/instruction.ts';

/**
 * A look at an enrolment and everything it leads to that waits for nobody outside: a message that only goes to the outbox is
 * a matter of the database, and needs no activity of its own. Each part is a transaction that answers the same when repeated.
 */
export async function look(context: Context, input: AdvanceInput): Promise<Instruction> {
  let instruction = await advance(context, input);
  while (instruction.type === 'deliver' && instruction.queue === MAIN_QUEUE && instruction.at === null) {
    const { messageId, seq } = instruction;
    const next = await deliver(context, { ...input, messageId, seq, now: Math.max(input.now, context.now()) });
    // Nothing moved: the workflow notices, and says so.
    if (next.type === 'deliver' && next.messageId === messageId && next.seq === seq && next.at === null) return next;
    instruction = next;
  }
  return instruction;
}

import type { Instruction } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { MAIN_QUEUE } from '@millrace/runtime';
import { advance, type AdvanceInput } from '../enrolments/advance.ts';
import { deliver } from '../sending/deliver.ts';
import { act } from './act.ts';

/**
 * A look at an enrolment and everything it leads to that waits for nobody outside: a message that only goes to the sandbox, or
 * something that we do ourselves, is a matter of the database, and needs no activity of its own. Each part is a transaction
 * that answers the same when repeated.
 */
export async function look(context: Context, input: AdvanceInput): Promise<Instruction> {
  let instruction = await advance(context, input);
  while (isOurs(instruction)) {
    const next = await follow(context, input, instruction);
    // Nothing moved: the workflow notices, and says so.
    if (JSON.stringify(next) === JSON.stringify(instruction)) return next;
    instruction = next;
  }
  return instruction;
}

type Doing = Extract<Instruction, { type: 'deliver' | 'call' }>;

const isOurs = (instruction: Instruction): instruction is Doing =>
  (instruction.type === 'deliver' || instruction.type === 'call') &&
  instruction.queue === MAIN_QUEUE &&
  instruction.at === null;

function follow(context: Context, input: AdvanceInput, instruction: Doing): Promise<Instruction> {
  const { seq } = instruction;
  const now = Math.max(input.now, context.now());
  return instruction.type === 'deliver'
    ? deliver(context, { ...input, messageId: instruction.messageId, seq, now })
    : act(context, { ...input, callId: instruction.callId, seq, now });
}

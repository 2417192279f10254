import type { Instruction } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { MAIN_QUEUE } from '@millrace/runtime';
import { advance, type AdvanceInput } from '../enrolments/advance.ts';
import { deliver } from '../sending/deliver.ts';
import { act } from './act.ts';

/**
 * Advances an enrolment, and does what follows without an outside system: a message into the sandbox, or a
 * change of ours such as a profile change. These need only the database, so they need no activity of their
 * own. Each part is a transaction that returns the same result when repeated.
 */
export async function look(context: Context, input: AdvanceInput): Promise<Instruction> {
  let instruction = await advance(context, input);
  while (isOurs(instruction)) {
    const next = await follow(context, input, instruction);
    // Nothing moved. The workflow notices this and reports it as `stuck`.
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

import { setImmediate } from 'node:timers/promises';
import { type Context, defineVerb } from '@millrace/core/verb';
import { beginRehearsal, type ChannelAnswers, type RehearsedEnrolment } from '@millrace/rehearsal';
import type { Tx } from '@millrace/db';
import { unknownOf } from './past-entries.ts';
import {
  prepareRehearsal,
  rehearsalInputSchema,
  type Prepared,
  type RehearsalInput,
} from './prepare-rehearsal.ts';
import { nameOf, recall, remember, type Remembered } from './remembered.ts';
import { rehearsalSchema } from './shapes.ts';

/**
 * Rehearses the draft in virtual time on everything that real people did in the last days, or on sample
 * people when there are none. Runs the same step function and guardrails as reality, and sends nothing.
 * Responses to messages are drawn by the store's own rates.
 */
export const rehearseFlow = defineVerb({
  name: 'flow-rehearsed',
  permission: 'flows:read',
  input: rehearsalInputSchema,
  output: rehearsalSchema,
  run: async (tx, input, context) => {
    const { prepared, result } = await runRehearsal(tx, input, context);
    return {
      ...result,
      days: input.days,
      on: prepared.on,
      seed: prepared.seed,
      at: prepared.at,
      unknown: prepared.on === 'past' ? unknownOf(prepared.plan, input.days) : null,
      answers: Object.fromEntries(
        Object.entries(prepared.answers).map(([channel, rates]) => [
          channel,
          {
            ...ratesOf(rates),
            measured: ratesOf(prepared.measured.answers[channel] ?? rates),
            messages: prepared.measured.messages[channel] ?? 0,
            byHour: rates.byHour,
          },
        ]),
      ),
    };
  },
});

const ratesOf = ({ opened, clicked, bought }: ChannelAnswers) => ({ opened, clicked, bought });

/** How many people to rehearse before other work of this process gets a turn. */
const AT_ONCE = 100;

/** Runs a rehearsal, or returns the cached one of the same input, seed and end. */
export async function runRehearsal(tx: Tx, input: RehearsalInput, context: Context): Promise<Remembered> {
  const known =
    input.at === undefined ? undefined : recall(nameOf(context.workspaceId, input), context.now());
  if (known) return known;
  const prepared = await prepareRehearsal(tx, input, context);
  const remembered: Remembered = {
    prepared,
    ...(await walk(prepared)),
    names: new Map(
      prepared.people.map(({ customer }) => [
        customer.id,
        {
          name: [customer.firstName, customer.lastName].filter(Boolean).join(' ') || customer.email,
          zone: customer.zone,
        },
      ]),
    ),
  };
  const pinned = { ...input, seed: prepared.seed, at: prepared.at };
  remember(nameOf(context.workspaceId, pinned), remembered, context.now());
  return remembered;
}

/** Rehearses all people. */
export async function walk({
  options,
  people,
}: Prepared): Promise<Pick<Remembered, 'result' | 'enrolments'>> {
  const enrolments: RehearsedEnrolment[] = [];
  const running = beginRehearsal({ ...options, onEnrolment: (enrolment) => enrolments.push(enrolment) });
  for (const [index, person] of people.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
    running.add(person);
  }
  return { result: running.result(), enrolments };
}

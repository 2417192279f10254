import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
  type ActivityOptions,
} from '@temporalio/workflow';
import {
  WAKE_SIGNAL,
  type EnrolmentActivities,
  type EnrolmentInput,
  type Instruction,
} from '@millrace/runtime';

/** A step is short and may be repeated: it runs beside the workflow, without events of its own but one marker. */
const { advance } = proxyLocalActivities<Pick<EnrolmentActivities, 'advance'>>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});

/** Histories stay far below the engine's own limits. */
const LONGEST_HISTORY = 2_000;

export const wake = defineSignal(WAKE_SIGNAL);

/** A way that goes nowhere is asked about once more, and then no more. */
const STUCK = 'stops-when-stuck';

/** One person's way through one flow: a clock and a mailbox. What anything means is decided in `advance` and `deliver`. */
export async function enrolment(input: EnrolmentInput): Promise<void> {
  const { workspaceId, enrolmentId } = input;
  let woken = false;
  setHandler(wake, () => {
    woken = true;
  });
  const look = (seq: number, stuck = false) =>
    advance({ workspaceId, enrolmentId, seq, now: Date.now(), ...(stuck ? { stuck } : {}) });

  let instruction: Instruction = input.instruction ?? (await look(-1));
  /** How often in a row the same answer said to go on at once. */
  let repeats = 0;
  while (instruction.type !== 'done') {
    const due = instruction.type === 'wait' ? instruction.until : (instruction.at ?? 0);
    const isPast = due !== null && due <= Date.now();
    await wait(due);
    const before: Instruction = instruction;
    const heard = woken;
    if (instruction.type === 'wait' || woken) {
      woken = false;
      instruction = await look(instruction.seq, repeats > 0);
    } else {
      instruction =
        instruction.type === 'call'
          ? await act(instruction, repeats > 0)
          : await deliver(instruction, repeats > 0);
    }
    repeats = isPast && !heard && isSame(before, instruction) ? repeats + 1 : 0;
    // `advance` ends what is stuck. Should even that not help, the run ends here, for somebody to look at, and not never.
    if (repeats > 1 && patched(STUCK))
      throw ApplicationFailure.nonRetryable('told the same past instant again and again', 'stuck');
    if (workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > LONGEST_HISTORY) {
      // A wake that came meanwhile is not lost: the new run looks at once.
      const next: Instruction =
        woken && instruction.type === 'wait' ? { ...instruction, until: 0 } : instruction;
      await continueAsNew<typeof enrolment>({ workspaceId, enrolmentId, instruction: next });
    }
  }

  async function wait(until: number | null): Promise<void> {
    if (until === null) await condition(() => woken);
    else if (until > Date.now()) await condition(() => woken, until - Date.now());
  }

  function deliver(order: Extract<Instruction, { type: 'deliver' }>, stuck: boolean): Promise<Instruction> {
    const activities = proxyActivities<Pick<EnrolmentActivities, 'deliver'>>(outside(order.queue));
    const { seq, messageId } = order;
    return activities.deliver({
      workspaceId,
      enrolmentId,
      seq,
      messageId,
      now: Date.now(),
      ...(stuck ? { stuck } : {}),
    });
  }

  function act(order: Extract<Instruction, { type: 'call' }>, stuck: boolean): Promise<Instruction> {
    const activities = proxyActivities<Pick<EnrolmentActivities, 'act'>>(outside(order.queue));
    const { seq, callId } = order;
    return activities.act({
      workspaceId,
      enrolmentId,
      seq,
      callId,
      now: Date.now(),
      ...(stuck ? { stuck } : {}),
    });
  }
}

/** As long as a request may take and a little more: what is asked outside says itself when it gives up. */
const outside = (taskQueue: string): ActivityOptions => ({
  taskQueue,
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

const whenOf = (instruction: Instruction) =>
  instruction.type === 'wait'
    ? instruction.until
    : instruction.type === 'deliver'
      ? `${instruction.messageId}/${instruction.at ?? 0}`
      : instruction.type === 'call'
        ? `${instruction.callId}/${instruction.at ?? 0}`
        : 'done';

/** Nothing has moved between two answers: same step, same thing to do, same time to do it. */
const isSame = (one: Instruction, other: Instruction) =>
  one.type === other.type && one.seq === other.seq && whenOf(one) === whenOf(other);

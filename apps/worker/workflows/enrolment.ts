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

/**
 * A step is short and may be repeated, so it is a local activity, which adds only a marker to the history.
 */
const { advance } = proxyLocalActivities<Pick<EnrolmentActivities, 'advance'>>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});

/** In events, far below Temporal's own limit. */
const LONGEST_HISTORY = 2_000;

export const wake = defineSignal(WAKE_SIGNAL);

/** Id of the patch: an instruction that repeats without effect is retried once, and then the run ends. */
const STUCK = 'stops-when-stuck';

/** One person's enrolment in a flow: a clock and a mailbox. `advance` and `deliver` make every decision. */
export async function enrolment(input: EnrolmentInput): Promise<void> {
  const { workspaceId, enrolmentId } = input;
  let woken = false;
  setHandler(wake, () => {
    woken = true;
  });
  const look = (seq: number, stuck = false) =>
    advance({ workspaceId, enrolmentId, seq, now: Date.now(), ...(stuck ? { stuck } : {}) });

  let instruction: Instruction = input.instruction ?? (await look(-1));
  /** How many times in a row the same instruction was due at once. */
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
    // `advance` ends an enrolment that is stuck. Should that fail, the run fails here, so that somebody
    // notices.
    if (repeats > 1 && patched(STUCK))
      throw ApplicationFailure.nonRetryable('told the same past instant again and again', 'stuck');
    if (workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > LONGEST_HISTORY) {
      // A wake that came meanwhile is not lost, because the new run checks at once.
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

/** The timeout of a request with some reserve; the request reports its own timeout first. */
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

/** Nothing has moved between two instructions: same step, same action, same time. */
const isSame = (one: Instruction, other: Instruction) =>
  one.type === other.type && one.seq === other.seq && whenOf(one) === whenOf(other);

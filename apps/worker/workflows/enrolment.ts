import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { WAKE_SIGNAL, type EnrolmentActivities, type EnrolmentInput, type Instruction } from '@millrace/runtime';

/** A step is short and may be repeated: it runs beside the workflow, without events of its own but one marker. */
const { advance } = proxyLocalActivities<Pick<EnrolmentActivities, 'advance'>>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});

/** Histories stay far below the engine's own limits. */
const LONGEST_HISTORY = 2_000;

export const wake = defineSignal(WAKE_SIGNAL);

/** One person's way through one flow: a clock and a mailbox. What anything means is decided in `advance` and `deliver`. */
export async function enrolment(input: EnrolmentInput): Promise<void> {
  const { workspaceId, enrolmentId } = input;
  let woken = false;
  setHandler(wake, () => {
    woken = true;
  });
  const look = (seq: number) => advance({ workspaceId, enrolmentId, seq, now: Date.now() });

  let instruction: Instruction = input.instruction ?? (await look(-1));
  while (instruction.type !== 'done') {
    await wait(instruction.type === 'wait' ? instruction.until : (instruction.at ?? 0));
    if (instruction.type === 'wait' || woken) {
      woken = false;
      instruction = await look(instruction.seq);
    } else {
      instruction = await deliver(instruction);
    }
    if (workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > LONGEST_HISTORY) {
      // A wake that came meanwhile is not lost: the new run looks at once.
      const next: Instruction = woken && instruction.type === 'wait' ? { ...instruction, until: 0 } : instruction;
      await continueAsNew<typeof enrolment>({ workspaceId, enrolmentId, instruction: next });
    }
  }

  async function wait(until: number | null): Promise<void> {
    if (until === null) await condition(() => woken);
    else if (until > Date.now()) await condition(() => woken, until - Date.now());
  }

  function deliver(order: Extract<Instruction, { type: 'deliver' }>): Promise<Instruction> {
    const activities = proxyActivities<Pick<EnrolmentActivities, 'deliver'>>({
      taskQueue: order.queue,
      startToCloseTimeout: '2 minutes',
      heartbeatTimeout: '15 seconds',
      retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
    });
    return activities.deliver({ workspaceId, enrolmentId, seq: order.seq, messageId: order.messageId, now: Date.now() });
  }
}

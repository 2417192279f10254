import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import {
  callQueue,
  deliveryQueue,
  enrolmentWorkflowId,
  ENROLMENT_WORKFLOW,
  MAIN_QUEUE,
  WAKE_SIGNAL,
  type EnrolmentActivities,
  type EnrolmentInput,
  type Instruction,
} from '@millrace/runtime';

type Without<Value, Key extends PropertyKey> = Value extends unknown ? Omit<Value, Key> : never;

/** What `advance` or `deliver` returns at the next call; times are milliseconds from that moment. */
export interface Answer {
  readonly says: Without<Instruction, 'seq'> | 'the same';
  /** An event of the person arrives during this wait. */
  readonly wake?: true;
}

export const waits = (milliseconds: number | null): Answer => ({
  says: { type: 'wait', until: milliseconds },
});
export const wakes = (): Answer => ({ ...waits(null), wake: true });
export const sends = (message: number, later: number | null = null): Answer => ({
  says: {
    type: 'deliver',
    messageId: `00000000-0000-8000-8000-${String(message).padStart(12, '0')}`,
    at: later,
    queue: deliveryQueue('email'),
  },
});
export const acts = (call: number, later: number | null = null): Answer => ({
  says: {
    type: 'call',
    callId: `00000000-0000-8000-9000-${String(call).padStart(12, '0')}`,
    at: later,
    queue: callQueue('web-api'),
  },
});
/** Nothing has moved: the same instruction as before. */
export const again = (): Answer => ({ says: 'the same' });
export const ends = (reason = 'completed'): Answer => ({ says: { type: 'done', reason } });

export interface ScriptedEnrolment {
  readonly id: string;
  readonly answers: readonly Answer[];
}

const WORKSPACE = '00000000-0000-7000-8000-000000000001';

/** Runs the real workflow on a real Temporal with instructions from a script instead of a database. */
export async function runScripted(
  address: string,
  namespace: string,
  workflowBundle: WorkflowBundleOption,
  enrolments: readonly ScriptedEnrolment[],
) {
  const left = new Map(enrolments.map(({ id, answers }) => [id, [...answers]]));
  const last = new Map<string, Instruction>();
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const answer = async (enrolmentId: string, seq: number): Promise<Instruction> => {
    const said = saidNow(enrolmentId, seq);
    last.set(enrolmentId, said);
    return said;
  };
  const saidNow = (enrolmentId: string, seq: number): Instruction => {
    const next = left.get(enrolmentId)?.shift() ?? ends('script-ended');
    const now = Date.now();
    const { says } = next;
    if (next.wake)
      setTimeout(
        () => void client.workflow.getHandle(enrolmentWorkflowId(enrolmentId)).signal(WAKE_SIGNAL),
        150,
      );
    if (says === 'the same') return last.get(enrolmentId) ?? { type: 'done', seq, reason: 'script-ended' };
    if (says.type === 'wait')
      return { ...says, seq: seq + 1, until: says.until === null ? null : now + says.until };
    if (says.type === 'deliver' || says.type === 'call')
      return { ...says, seq: seq + 1, at: says.at === null ? null : now + says.at };
    return { ...says, seq: seq + 1 };
  };
  const activities: EnrolmentActivities = {
    advance: ({ enrolmentId, seq }) => answer(enrolmentId, seq),
    deliver: ({ enrolmentId, seq }) => answer(enrolmentId, seq),
    act: ({ enrolmentId, seq }) => answer(enrolmentId, seq),
  };
  const native = await NativeConnection.connect({ address });
  const workers = await Promise.all([
    Worker.create({ connection: native, namespace, taskQueue: MAIN_QUEUE, workflowBundle, activities }),
    Worker.create({ connection: native, namespace, taskQueue: deliveryQueue('email'), activities }),
    Worker.create({ connection: native, namespace, taskQueue: callQueue('web-api'), activities }),
  ]);
  const running = workers.map((worker) => worker.run());
  try {
    return await Promise.all(
      enrolments.map(async ({ id }) => {
        const input: EnrolmentInput = { workspaceId: WORKSPACE, enrolmentId: id };
        const handle = await client.workflow.start(ENROLMENT_WORKFLOW, {
          taskQueue: MAIN_QUEUE,
          workflowId: enrolmentWorkflowId(id),
          args: [input],
        });
        // A run that is stuck for good fails, which is a shape too.
        await handle.result().catch(() => undefined);
        const last = await handle.describe();
        const runs = [...new Set([handle.firstExecutionRunId, last.runId])];
        return {
          id,
          histories: await Promise.all(
            runs.map((runId) => client.workflow.getHandle(enrolmentWorkflowId(id), runId).fetchHistory()),
          ),
        };
      }),
    );
  } finally {
    for (const worker of workers) worker.shutdown();
    await Promise.all(running);
    await native.close();
    await connection.close();
  }
}

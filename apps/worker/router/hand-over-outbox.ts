import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { claimOutbox, type OutboxEntry } from '@millrace/run/routing';
import {
  enrolmentWorkflowId,
  ENROLMENT_WORKFLOW,
  MAIN_QUEUE,
  WAKE_SIGNAL,
  type EnrolmentInput,
} from '@millrace/runtime';
import type { Database } from '@millrace/db';

/**
 * Hands starts and wakes to Temporal. A row leaves the table only after Temporal took it: a crash between the two hands
 * it over again, which is harmless (the workflow id is the enrolment's, a wake carries nothing).
 * @returns how many were handed over
 */
export async function handOverOutbox(
  db: Database,
  client: Client,
  report: (error: unknown) => void,
): Promise<number> {
  return claimOutbox(db, async (entry) => {
    try {
      await handOver(client, entry);
      return true;
    } catch (error) {
      report(error);
      return false;
    }
  });
}

async function handOver(client: Client, entry: OutboxEntry): Promise<void> {
  const { workspaceId, enrolmentId, waiting } = entry;
  const input: EnrolmentInput = {
    workspaceId,
    enrolmentId,
    ...(waiting ? { instruction: { type: 'wait', ...waiting } } : {}),
  };
  const options = {
    taskQueue: MAIN_QUEUE,
    workflowId: enrolmentWorkflowId(enrolmentId),
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    args: [input],
  } as const;
  try {
    if (entry.kind === 'start') {
      // Waiting begins before the workflow does: no task, no timer and no history until it is over, or somebody wakes it.
      const delay = waiting?.until ? waiting.until - Date.now() : 0;
      await client.workflow.start(ENROLMENT_WORKFLOW, {
        ...options,
        workflowIdConflictPolicy: 'USE_EXISTING',
        ...(delay > 0 ? { startDelay: delay } : { requestEagerStart: true }),
      });
    } else {
      await client.workflow.signalWithStart(ENROLMENT_WORKFLOW, {
        ...options,
        signal: WAKE_SIGNAL,
        signalArgs: [],
      });
    }
  } catch (error) {
    // It ran to its end already: nothing to start, nobody to wake.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

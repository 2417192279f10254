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
 * Hands starts and wakes from the outbox to Temporal. A row is deleted only after Temporal accepted it. A
 * crash in between hands it over again, which is harmless: the workflow id is the enrolment's, and a wake
 * carries no data.
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
      // Starts the workflow with a delay, so that it has no task, timer or history until the wait is over or
      // somebody wakes it.
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
    // The workflow has already run to its end, so there is nothing to start or wake.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

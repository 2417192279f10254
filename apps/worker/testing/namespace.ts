import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';

/**
 * Creates a namespace on the shared Temporal server, so that the workers of two tests never take each other's
 * work.
 */
export async function createNamespace(address: string): Promise<string> {
  const namespace = `test-${randomBytes(5).toString('hex')}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  // It takes a moment until every part of the server knows a new namespace.
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await connection.withDeadline(Date.now() + 1_000, () =>
        connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 }),
      );
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await connection.close();
  return namespace;
}

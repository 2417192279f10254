import { lookup } from 'node:dns/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { StartProblem } from '@millrace/base';
import { probeEngine } from '@millrace/runtime/probe';

/** Timeout of each request, in milliseconds. */
const PATIENCE = 5_000;
/** Status code of gRPC. */
const NOT_FOUND = 5;
const LATE = new Set([1, 4]);

/**
 * Checks that Temporal can be used.
 * @param address host:port
 * @throws StartProblem one for each possible problem
 */
export async function checkEngine(address: string, namespace: string): Promise<void> {
  const host = hostOf(address);
  await lookup(host).catch((error: unknown) => {
    throw new StartProblem('engine-host', { host }, error);
  });
  const answer = await probeEngine(address, PATIENCE);
  if (answer === 'unreachable') throw new StartProblem('engine-unreachable', { address });
  if (answer === 'silent') throw new StartProblem('engine-silent', { address });
  if (answer === 'other') throw new StartProblem('engine-not-temporal', { address, code: 'HTTP/2' });
  const connection = Connection.lazy({ address, connectTimeout: PATIENCE });
  try {
    await connection.withDeadline(Date.now() + PATIENCE, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } catch (error) {
    const code = (error as { code?: number }).code ?? -1;
    if (code === NOT_FOUND) throw new StartProblem('engine-namespace', { address, namespace }, error);
    throw new StartProblem(
      LATE.has(code) ? 'engine-silent' : 'engine-not-temporal',
      { address, code },
      error,
    );
  } finally {
    await Promise.race([connection.close(), pause(1_000)]).catch(() => undefined);
  }
}

function hostOf(address: string): string {
  const [, host = '', port = ''] = /^(\[[\da-fA-F:.]+\]|[^\s:/@]+):(\d{1,5})$/.exec(address) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw new StartProblem('engine-address', { address });
  return host.replace(/^\[|\]$/g, '');
}

import { z } from 'zod';
import type { State } from './state.ts';

const answerSchema = z.object({ parts: z.object({ worker: z.string() }) });

/**
 * The state of a worker. Its report on the database and the engine does not count: a worker that waits for a frozen engine is
 * `ok`.
 * @param patience milliseconds to wait
 */
export async function workerState(url: string, patience: number): Promise<State> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
    return answerSchema.parse(await answer.json()).parts.worker === 'ok' ? 'ok' : 'unreachable';
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'silent' : 'unreachable';
  }
}

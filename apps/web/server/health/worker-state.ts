import { z } from 'zod';
import type { State } from './state.ts';

const answerSchema = z.object({ parts: z.object({ worker: z.string() }) });

/**
 * Whether a worker works. What it says about the database and the engine is about those: a worker that waits for a frozen engine
 * is well.
 * @param patience milliseconds
 */
export async function workerState(url: string, patience: number): Promise<State> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
    return answerSchema.parse(await answer.json()).parts.worker === 'ok' ? 'ok' : 'unreachable';
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'silent' : 'unreachable';
  }
}

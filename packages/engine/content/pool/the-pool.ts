import { createRenderPool, type PoolSettings, type RenderPool } from './render-pool.ts';

/** For a server that people wait for, so its main thread has priority. */
const SETTINGS: PoolSettings = {
  threads: 2,
  timeLimit: 2_000,
  memoryLimit: 160,
  niceness: 10,
  waitingEach: 20,
  waitingAll: 200,
};

// One for each process, even when a bundler or the development server loads this module more than once.
const place = globalThis as unknown as { millraceRenderPool?: RenderPool | undefined };

/**
 * Configures this process's pool before its first use, and waits until it can render.
 * @throws MillraceError rendering-failed
 */
export async function openRenderPool(settings: Partial<PoolSettings> = {}): Promise<void> {
  place.millraceRenderPool ??= createRenderPool({ ...SETTINGS, ...settings });
  await place.millraceRenderPool.ready();
}

export function renderPool(): RenderPool {
  return (place.millraceRenderPool ??= createRenderPool(SETTINGS));
}

export async function closeRenderPool(): Promise<void> {
  const pool = place.millraceRenderPool;
  place.millraceRenderPool = undefined;
  await pool?.close();
}

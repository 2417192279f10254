import { setTimeout as pause } from 'node:timers/promises';

/** Runs work repeatedly: again at once while there is more, when nudged, and every `idleMs` otherwise. */
export interface Loop {
  /** Says that there may be work. */
  nudge(): void;
  /** Stops after the present run. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  readonly name: string;
  readonly idleMs: number;
  /** How many run at the same time. */
  readonly lanes?: number;
  /** @returns true when there may be more at once */
  run(): Promise<boolean>;
  report(error: unknown, name: string): void;
}

export function startLoop(options: LoopOptions): Loop {
  let stopped = false;
  const sleepers = new Set<() => void>();
  const lane = async () => {
    let failures = 0;
    while (!stopped) {
      let more = false;
      try {
        more = await options.run();
        failures = 0;
      } catch (error) {
        failures += 1;
        options.report(error, options.name);
        await pause(Math.min(10_000, 250 * 2 ** Math.min(failures, 6)));
      }
      if (!more && !stopped) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, options.idleMs);
          function done() {
            clearTimeout(timer);
            sleepers.delete(done);
            resolve();
          }
          sleepers.add(done);
        });
      }
    }
  };
  const lanes = Array.from({ length: options.lanes ?? 1 }, lane);
  const nudge = () => {
    for (const wakeUp of Array.from(sleepers)) wakeUp();
  };
  return {
    nudge,
    stop: async () => {
      stopped = true;
      nudge();
      await Promise.all(lanes);
    },
  };
}

import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Lowers the priority of this thread alone. Linux has a priority for each thread (setpriority(2), "C
 * library/kernel differences").
 */
export function standBack(niceness: number): void {
  if (process.platform !== 'linux' || niceness <= 0) return;
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), niceness);
  } catch {
    // Not permitted here, or no /proc. Rendering works without it.
  }
}

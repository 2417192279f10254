import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Lets others of this machine go first, for this thread alone: Linux knows a priority for each (setpriority(2), "C library/kernel differences"). */
export function standBack(niceness: number): void {
  if (process.platform !== 'linux' || niceness <= 0) return;
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), niceness);
  } catch {
    // Not allowed here, or no /proc: it works all the same.
  }
}

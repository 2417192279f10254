import type { Emitter } from 'liquidjs';

/** Characters that may still come out; shared by the texts of a message. */
export interface OutputBudget {
  left: number;
}

/** As the limits of Liquid itself say it, so that `problemWords` reads both. */
export const OUTPUT_LIMIT_MESSAGE = 'output limit exceeded';

class OutputLimit extends Error {}

/** Takes what Liquid writes and stops it in the middle once it is too much. */
export class CappedOutput implements Emitter {
  buffer = '';
  private left: number;
  private readonly shared: OutputBudget;

  constructor(most: number, shared: OutputBudget) {
    this.left = most;
    this.shared = shared;
  }

  write(written: unknown): void {
    // Values come as texts already, through the fence.
    if (typeof written !== 'string') return;
    this.left -= written.length;
    this.shared.left -= written.length;
    if (this.left < 0 || this.shared.left < 0) throw new OutputLimit(OUTPUT_LIMIT_MESSAGE);
    this.buffer += written;
  }
}

import type { Emitter } from 'liquidjs';

/** Characters that may still be written; shared by the texts of a message. */
export interface OutputBudget {
  left: number;
}

/** Worded like Liquid's own limits, so that `problemWords` recognises both. */
export const OUTPUT_LIMIT_MESSAGE = 'output limit exceeded';

class OutputLimit extends Error {}

/** Collects Liquid's output, and stops it as soon as it is too long. */
export class CappedOutput implements Emitter {
  buffer = '';
  private left: number;
  private readonly shared: OutputBudget;

  constructor(most: number, shared: OutputBudget) {
    this.left = most;
    this.shared = shared;
  }

  write(written: unknown): void {
    // Values arrive as texts, through the fence.
    if (typeof written !== 'string') return;
    this.left -= written.length;
    this.shared.left -= written.length;
    if (this.left < 0 || this.shared.left < 0) throw new OutputLimit(OUTPUT_LIMIT_MESSAGE);
    this.buffer += written;
  }
}

import { MillraceError } from '@millrace/base';
import { readGraph } from '@millrace/core/plans';
import type { Graph } from '@millrace/flow';

/** A stored graph, also of an older release; null when it cannot be read, so that one flow does not hide the others. */
export function storedGraph(json: unknown): Graph | null {
  try {
    return readGraph(json);
  } catch (error) {
    if (error instanceof MillraceError) return null;
    throw error;
  }
}

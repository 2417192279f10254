import { bringUpGraph, parseGraph, type Graph } from '@millrace/flow';
import { kinds } from './the-step.ts';

/**
 * Reads a graph from JSON of this or an older release, with the settings of its steps as this release has
 * them.
 * @throws input-invalid naming every problem, or graph-too-new
 */
export const readGraph = (json: unknown): Graph => bringUpGraph(parseGraph(json), kinds);

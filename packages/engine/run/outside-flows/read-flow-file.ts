import { fail, isMillraceError } from '@millrace/base';
import { readGraph } from '@millrace/core/plans';
import type { Graph } from '@millrace/flow';
import { readFlowFile, withNotes, type FlowImporter, type ReadFlow } from '@millrace/importers';

export interface GivenFlowFile {
  readonly file: string | Record<string, unknown>;
  readonly fileName?: string | undefined;
}

export interface FlowOfFile {
  readonly importer: FlowImporter;
  readonly flow: ReadFlow;
  readonly graph: Graph;
}

/**
 * The flow of a file, not yet in a store.
 * @throws MillraceError flow-file-unreadable, graph-too-new
 */
export function flowOfFile({ file, fileName = '' }: GivenFlowFile): FlowOfFile {
  const reading = readFlowFile({
    name: fileName,
    text: typeof file === 'string' ? file : JSON.stringify(file),
  });
  if ('problem' in reading) return fail('flow-file-unreadable', { reason: reading.problem });
  const { importer, flow } = reading;
  try {
    return { importer, flow, graph: withNotes(readGraph(flow.graph), importer.title, flow.leftOut) };
  } catch (error) {
    if (!isMillraceError(error) || error.code !== 'input-invalid') throw error;
    const problems = String(error.details['problems'] ?? '').slice(0, 400);
    return fail('flow-file-unreadable', { reason: `The flow in it is damaged. ${problems}` }, error);
  }
}

import type { RehearsalView } from '@millrace/services';
import type { FlowCounts, NodeCounts, RehearsalReport } from '../../editor/actions.ts';
import { number, people } from '../words.ts';

/** What a rehearsal found, as the canvas shows it. */
export function toReport(view: RehearsalView): RehearsalReport {
  const sent = Object.values(view.sent).reduce((sum, count) => sum + count, 0);
  const kept = Object.values(view.reasons).reduce((sum, count) => sum + count, 0);
  const who =
    view.on === 'past'
      ? `What ${people(view.people)} did in the last ${view.days} days`
      : `${people(view.people)} made up for the purpose, over ${view.days} days`;
  const sentence = `${who}: ${number(view.entered)} would have entered, ${number(view.heldOut)} of them held back to compare with; ${number(sent)} messages would have gone out and ${number(kept)} would have been held or not sent.`;
  return { sentence, people: view.people, counts: countsOf(view.nodes) };
}

function countsOf(found: RehearsalView['nodes']): FlowCounts {
  const nodes: Record<string, NodeCounts> = {};
  const ways: Record<string, number> = {};
  for (const [id, node] of Object.entries(found)) {
    nodes[id] = {
      entered: node.entered,
      waiting: node.waiting,
      sent: node.sent,
      held: node.held,
      refused: node.refused + node.skipped,
      exited: node.exited,
    };
    for (const [port, count] of Object.entries(node.went)) ways[`${id}.${port}`] = count;
  }
  return { nodes, ways };
}

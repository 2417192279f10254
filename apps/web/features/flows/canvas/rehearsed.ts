import { count, people, plural } from '@millrace/base/words';
import type { RehearsalView } from '@millrace/services/rehearsal';
import type { FlowCounts, NodeCounts, RehearsalReport } from '../../editor/actions.ts';

/** What a rehearsal found, as the canvas shows it. */
export function toReport(view: RehearsalView): RehearsalReport {
  const sent = Object.values(view.sent).reduce((sum, number) => sum + number, 0);
  const kept = Object.values(view.reasons).reduce((sum, number) => sum + number, 0);
  const who =
    view.on === 'past'
      ? `${people(view.people)} and all they did in the last ${plural(view.days, 'day')}`
      : `${people(view.people)} made up for the purpose, over ${plural(view.days, 'day')}`;
  const sentence = `${who}: ${plural(view.entered, 'entry')}, ${count(view.heldOut)} held back to compare with; ${plural(sent, 'message')} out, ${count(kept)} held or not sent.${view.unknown === null ? '' : ` ${view.unknown}`}`;
  const { on, seed, at, answers } = view;
  return { sentence, people: view.people, counts: countsOf(view.nodes), on, seed, at, answers };
}

function countsOf(found: RehearsalView['nodes']): FlowCounts {
  const nodes: Record<string, NodeCounts> = {};
  const ways: Record<string, number> = {};
  for (const [id, node] of Object.entries(found)) {
    nodes[id] = {
      entered: node.entered,
      waiting: node.waiting,
      sent: node.sent,
      opened: node.opened,
      clicked: node.clicked,
      converted: node.bought,
      held: node.held,
      refused: node.refused + node.skipped,
      exited: node.exited,
      done: node.done,
    };
    for (const [port, number] of Object.entries(node.went)) ways[`${id}.${port}`] = number;
  }
  return { nodes, ways };
}

import { count, inflected, people, plural } from '@millrace/base/words';
import { countOfSubject, entriesOfSubject, type Subject } from '@millrace/flow';
import type { RehearsalView } from '@millrace/services/rehearsal';
import type { FlowCounts, NodeCounts, RehearsalReport } from '../../editor/actions.ts';

/**
 * The result of a rehearsal as the canvas shows it. Flows about people count entries. Flows about things count different
 * things, and entries only where a thing entered again.
 */
export function toReport(view: RehearsalView, subject: Subject): RehearsalReport {
  const sent = Object.values(view.sent).reduce((sum, number) => sum + number, 0);
  const kept = Object.values(view.reasons).reduce((sum, number) => sum + number, 0);
  const isAboutPeople = subject === 'customer' || subject === 'cart';
  const heldOut = isAboutPeople ? view.heldOut : view.subjects.heldOut;
  const found = [
    isAboutPeople
      ? plural(view.entered, 'entry')
      : `${entriesOfSubject(subject, view.subjects.entered, view.entered)} entered`,
    ...(isAboutPeople || heldOut > 0 ? [`${count(heldOut)} held back to compare with`] : []),
  ].join(', ');
  const messages =
    isAboutPeople || sent + kept > 0
      ? `; ${plural(sent, 'message')} out, ${count(kept)} held or not sent`
      : '';
  const sentence = `${whom(view, subject)}: ${found}${messages}.${view.unknown === null ? '' : ` ${view.unknown}`}`;
  const { on, seed, at, answers } = view;
  return { sentence, people: view.people, counts: countsOf(view.nodes), on, seed, at, answers };
}

/** Who or what was rehearsed, and over which days. */
function whom({ on, people: many, days }: RehearsalView, subject: Subject): string {
  const span = `in the last ${plural(days, 'day')}`;
  if (subject === 'store') return `What happened in the store ${span}`;
  if (subject === 'product')
    return `${countOfSubject(subject, many)} and all that happened to ${inflected(many, 'it', 'them')} ${span}`;
  if (on === 'sample') return `${plural(many, 'sample customer')}, over ${plural(days, 'day')}`;
  return subject === 'customer' || subject === 'cart'
    ? `${people(many)} and all they did ${span}`
    : `The ${inflected(2, subject)} of ${people(many)} ${span}`;
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

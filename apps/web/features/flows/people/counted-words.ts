import { subjectNoun, type Subject } from '@millrace/flow';
import { plural } from '@millrace/base/words';
import type { Counted } from '@millrace/services/enrolments';
import type { FlowCounts, NodeCounts } from '../../editor/actions.ts';

/** Counts of messages. The others count people, or the things the flow is about. */
const OF_MESSAGES: readonly string[] = [
  'sent',
  'delivered',
  'opened',
  'clicked',
  'refused',
  'failed',
  'held',
];

const OF_CALLS: readonly string[] = ['done', 'notDone', 'inDoubt'];

const SAID: Readonly<Record<string, (many: boolean) => string>> = {
  entered: () => 'came to',
  waiting: (many) => `${many ? 'are' : 'is'} at`,
  exited: () => 'left the flow at',
  sent: (many) => `${many ? 'were' : 'was'} sent at`,
  delivered: (many) => `${many ? 'were' : 'was'} delivered from`,
  opened: (many) => `${many ? 'were' : 'was'} opened from`,
  clicked: (many) => `${many ? 'were' : 'was'} clicked from`,
  refused: (many) => `${many ? 'were' : 'was'} not sent at`,
  failed: () => 'failed at',
  held: (many) => `${many ? 'were' : 'was'} held at`,
  done: (many) => `${many ? 'were' : 'was'} done at`,
  notDone: (many) => `${many ? 'were' : 'was'} not done at`,
  inDoubt: (many) => `${many ? 'are' : 'is'} in doubt at`,
};

const COUNTED = new Set(Object.keys(SAID));

/** Reads the name of a count from the page's address; null if no list goes with it. */
export function countedOf(text: string): Counted | null {
  return COUNTED.has(text) || /^went:.{1,64}$/.test(text) ? (text as Counted) : null;
}

/** The number the canvas shows for a count at a step. */
export function numberOf(counts: FlowCounts, node: string, count: Counted): number {
  if (count.startsWith('went:')) return counts.ways?.[`${node}.${count.slice('went:'.length)}`] ?? 0;
  return counts.nodes[node]?.[count as keyof NodeCounts] ?? 0;
}

/** `344 messages were sent at “E-mail: new to you”`, `12 people are at “Wait” now`: the heading of the list. @param way the port's label, for counts of a port */
export function countedSentence(
  subject: Subject,
  number: number,
  count: Counted,
  step: string,
  way: string | null,
): string {
  const many = number !== 1;
  const who = plural(
    number,
    OF_MESSAGES.includes(count) ? 'message' : OF_CALLS.includes(count) ? 'action' : subjectNoun(subject),
  );
  if (count.startsWith('went:')) return `${who} went on from “${step}”${way ? ` by “${way}”` : ''}`;
  return `${who} ${SAID[count]?.(many) ?? 'at'} “${step}”${count === 'waiting' ? ' now' : ''}`;
}

import { plural } from '@millrace/base/words';
import type { Counted } from '@millrace/services/enrolments';
import type { FlowCounts, NodeCounts } from '../../editor/actions.ts';

/** Counts whose lists are of messages; the others are of people. */
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

/** Reads a count from an address; null when it is none that has a list. */
export function countedOf(text: string): Counted | null {
  return COUNTED.has(text) || /^went:.{1,64}$/.test(text) ? (text as Counted) : null;
}

/** The number the canvas shows for it. */
export function numberOf(counts: FlowCounts, node: string, count: Counted): number {
  if (count.startsWith('went:')) return counts.ways?.[`${node}.${count.slice('went:'.length)}`] ?? 0;
  return counts.nodes[node]?.[count as keyof NodeCounts] ?? 0;
}

/** `344 messages were sent at “E-mail: new to you”`, `12 people are at “Wait” now`: what is listed. */
export function countedSentence(number: number, count: Counted, step: string, way: string | null): string {
  const many = number !== 1;
  const who = plural(
    number,
    OF_MESSAGES.includes(count) ? 'message' : OF_CALLS.includes(count) ? 'action' : 'person',
  );
  if (count.startsWith('went:')) return `${who} went on from “${step}”${way ? ` by “${way}”` : ''}`;
  return `${who} ${SAID[count]?.(many) ?? 'at'} “${step}”${count === 'waiting' ? ' now' : ''}`;
}

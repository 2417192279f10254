import type { Context } from '@millrace/core/verb';
import { reasonWords } from '@millrace/guardrails';
import type { Tx } from '@millrace/db';
import { prepareRehearsal } from './prepare-rehearsal.ts';
import { walk } from './rehearse-flow.ts';

/** A message that came up for people and went to none of them. */
export interface NeverSent {
  readonly node: string;
  /** Of how many messages that came up for somebody who is not held back. */
  readonly messages: number;
  /** What kept most of them from going, in words: "Frequency cap". */
  readonly reason: string;
}

const DAYS = 30;
const PEOPLE = 300;
/** Fewer say little: it may have been chance. */
const ENOUGH = 5;

/**
 * Messages of a draft that could never get past the guardrails as they are set, found by rehearsing it on what people did in
 * the last days. One that went to a single person is not among them.
 */
export async function neverSent(tx: Tx, context: Context, id: string): Promise<NeverSent[]> {
  // Nobody looks at this rehearsal: it takes no place among those that are remembered.
  const { enrolments } = await walk(
    await prepareRehearsal(tx, { id, days: DAYS, people: PEOPLE, on: 'past' }, context),
  );
  const nodes = new Map<string, { messages: number; sent: number; reasons: Map<string, number> }>();
  for (const { node, outcome, reason } of enrolments.flatMap(({ messages }) => messages)) {
    if (outcome === 'silent') continue;
    const counts = nodes.get(node) ?? { messages: 0, sent: 0, reasons: new Map<string, number>() };
    nodes.set(node, counts);
    counts.messages += 1;
    if (outcome === 'sent') counts.sent += 1;
    else counts.reasons.set(reason ?? '', (counts.reasons.get(reason ?? '') ?? 0) + 1);
  }
  return [...nodes].flatMap(([node, { messages, sent, reasons }]) => {
    if (sent > 0 || messages < ENOUGH) return [];
    const [most] = [...reasons].toSorted((left, right) => right[1] - left[1]);
    return [{ node, messages, reason: reasonWords(most?.[0] ?? '') }];
  });
}

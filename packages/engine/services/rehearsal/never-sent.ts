import type { Context } from '@millrace/core/verb';
import { reasonWords } from '@millrace/guardrails';
import type { Tx } from '@millrace/db';
import { prepareRehearsal } from './prepare-rehearsal.ts';
import { walk } from './rehearse-flow.ts';

/** A message that was due for people and sent to none of them. */
export interface NeverSent {
  readonly node: string;
  /** How many such messages were due, for people outside the holdout. */
  readonly messages: number;
  /** The most frequent reason, for people: "Frequency cap". */
  readonly reason: string;
}

const DAYS = 30;
const PEOPLE = 300;
/** With fewer messages it may be chance. */
const ENOUGH = 5;

/**
 * Messages of a draft that the present guardrails never let through, found by rehearsing it on the last days.
 * A message sent to at least one person is not listed.
 */
export async function neverSent(tx: Tx, context: Context, id: string): Promise<NeverSent[]> {
  // Not kept in the cache of rehearsals, because nobody opens this one.
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

import type { Instant } from '@millrace/base';
import type { Facts } from './facts.ts';
import type { PreparedNode, PreparedPlan } from './prepare.ts';
import { StepScene } from './scene.ts';
import type { Cursor, Plan, TraceEntry } from './plan.ts';
import { setBy, usedBy } from './validate/variables.ts';

/** A node the person passed between the last wait and a message, and the port they left it by. */
interface Passed {
  readonly node: string;
  readonly visit: number;
  readonly port: string;
  readonly since: Instant;
  /** When the person left it. */
  readonly at: Instant;
  /** The last message planned before that. */
  readonly lastMessage: string | null;
}

/**
 * Why a held message should no longer be sent. The nodes between the last wait and the message are checked
 * again on fresh facts: their branches must still lead to the message, and an event that a wait missed must
 * not have come since. Choices by chance, by a model or by the clock are final.
 * @param trace the history of the enrolment so far, in order
 * @returns a sentence, or null when the message should still be sent
 */
export type ReasonGone = (
  plan: Plan,
  cursor: Cursor,
  trace: readonly TraceEntry[],
  message: { readonly node: string; readonly visit: number },
  facts: Facts,
) => string | null;

export function reasonGoneWith(prepare: (plan: Plan) => PreparedPlan): ReasonGone {
  return (plan, cursor, trace, message, facts) => {
    const prepared = prepare(plan);
    const way = wayTo(trace, message);
    const nodes = way.map(({ node }) => prepared.nodes[prepared.positions.get(node) ?? -1]);
    for (const [place, passed] of way.entries()) {
      const at = nodes[place];
      const stands = at?.meaning.stands;
      if (!at || !stands || isAboutLater(at, nodes.slice(place))) continue;
      const then: Cursor = { ...cursor, node: passed.node, memory: null, lastMessage: passed.lastMessage };
      // Uses the time of the choice, since a later time is only due to the hold.
      const scene = new StepScene(
        passed.node,
        passed.visit,
        at.config,
        { ...facts, now: passed.at },
        { purpose: plan.settings.purpose, cursorAt: () => then },
      );
      const gone = stands(scene, { port: passed.port, since: passed.since });
      if (gone !== null) return gone;
    }
    return null;
  };
}

/** Whether a node asks about a variable that was set again since: what it was when the node was passed is not known any more. */
function isAboutLater(at: PreparedNode, since: readonly (PreparedNode | undefined)[]): boolean {
  const used = usedBy(at);
  return (
    used.size > 0 &&
    since.some(
      (node) =>
        node &&
        Object.keys(setBy({ kind: node.kind, written: node.config as Record<string, unknown> })).some(
          (name) => used.has(name),
        ),
    )
  );
}

/** The nodes from the last wait, which comes first, to the message. */
function wayTo(
  trace: readonly TraceEntry[],
  message: { readonly node: string; readonly visit: number },
): Passed[] {
  let index = trace.findLastIndex(
    (entry) => entry.what === 'message' && entry.node === message.node && entry.visit === message.visit,
  );
  const passed: Passed[] = [];
  for (index -= 1; index >= 0; index -= 1) {
    const entry = trace[index]!;
    if (entry.what === 'settled') break;
    if (entry.what === 'went' && entry.node !== null && entry.port !== null)
      passed.unshift({
        ...placeOf(trace, index),
        at: entry.at,
        port: entry.port,
        lastMessage: lastMessage(trace, index),
      });
    if (entry.what === 'woken') break;
  }
  return passed;
}

function placeOf(trace: readonly TraceEntry[], index: number): Pick<Passed, 'node' | 'visit' | 'since'> {
  const { node, visit, at } = trace[index]!;
  const entered = trace.findLast(
    (entry, place) =>
      place < index && entry.what === 'entered' && entry.node === node && entry.visit === visit,
  );
  return { node: node ?? '', visit, since: entered?.at ?? at };
}

function lastMessage(trace: readonly TraceEntry[], before: number): string | null {
  const entry = trace.findLast((item, place) => place < before && item.what === 'message');
  const data = entry?.data as { readonly messageId?: string } | null | undefined;
  return data?.messageId ?? null;
}

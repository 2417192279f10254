import { plural } from '@millrace/base/words';
import type { Problem } from '../plan.ts';
import { sccsOf } from './cycles.ts';
import type { Sheet, SheetNode } from './sheet.ts';
import { instantLoops, waysOut } from './wiring.ts';

const MOST_NAME = 60;

/** The name of a step in a sentence: its card, or its kind when the card has quotes of its own. */
function name({ node, label, kind }: SheetNode): string {
  const words = node.name ?? (/[“”"]/.test(label) ? (kind?.title ?? label) : label);
  return `“${words.length > MOST_NAME ? `${words.slice(0, MOST_NAME - 1).trimEnd()}…` : words}”`;
}

/** A port by which people leave a loop: to a step outside, or to nothing, where the flow ends for them. */
interface WayOut {
  readonly at: SheetNode;
  readonly label: string;
}

/**
 * Warns once of each loop that takes time. It can run and may be intended, but it brings the same people back
 * again and again, unless a step limits how often. The warning says where the loop closes, what people get each time, what ends it, and how
 * to open it.
 */
export function checkRounds(
  sheet: Sheet,
  reached: readonly SheetNode[],
  report: (problem: Problem) => void,
): void {
  const instant = new Set(instantLoops(sheet).flat());
  const order = new Map(reached.map(({ node }, index) => [node.id, index]));
  const ways = new Map(reached.map((entry) => [entry.node.id, waysOut(withoutLimited(entry))]));
  for (const group of sccsOf(ways)) {
    // A loop without a wait is reported as an error by `checkLoops`.
    if (group.some((id) => instant.has(id))) continue;
    const loop = [...group]
      .sort((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0))
      .map((id) => sheet.nodes.get(id)!);
    report({
      severity: 'warning',
      node: loop[0]!.node.id,
      code: 'loop',
      sentence: sentenceOf(loop, sheet),
      field: null,
    });
  }
}

const withoutLimited = (entry: SheetNode): SheetNode => ({
  ...entry,
  ports: entry.ports.filter(({ id }) => !entry.kind?.limited?.includes(id)),
});

function sentenceOf(loop: readonly SheetNode[], sheet: Sheet): string {
  const first = loop[0]!;
  const last = loop.findLast((entry) => waysOut(entry).includes(first.node.id)) ?? first;
  const back =
    last === first
      ? `${name(first)} leads back to itself`
      : `After ${name(last)} people come back to ${name(first)}`;
  const again = [back, 'and go round again', eachTime(loop)].filter(Boolean).join(' ');
  const out = outOf(loop);
  if (out.length > 0) {
    const ways = out.slice(0, 3).map(({ at, label }) => `“${label}” at ${name(at)}`);
    const more = out.length > 3 ? ` or one of ${out.length - 3} more` : '';
    return `${again}, until they go ${ways.join(' or ')}${more}. If once is enough, lead ${name(last)} to a step after the loop.`;
  }
  const ends = exitsOf(sheet) ? 'until something ends the flow early for them' : 'for ever';
  return `${again}, ${ends}: nothing leads out of this loop. Lead ${name(last)} to a step after it, or add a condition with a branch that leaves it.`;
}

/** What a person gets in each round. */
function eachTime(loop: readonly SheetNode[]): string {
  const messages = loop.filter(({ kind }) => kind?.family === 'message').length;
  const actions = loop.filter(({ kind }) => kind?.family === 'action').length;
  const told = [
    messages > 0 ? plural(messages, 'message') : '',
    actions > 0 ? plural(actions, 'action') : '',
  ].filter(Boolean);
  return told.length > 0 ? `with ${told.join(' and ')} each time` : '';
}

function outOf(loop: readonly SheetNode[]): readonly WayOut[] {
  const inside = new Set(loop.map(({ node }) => node.id));
  return loop.flatMap((at) =>
    at.ports
      .filter((port) => {
        const to = at.out.get(port.id)?.[0]?.to;
        return to === undefined ? true : !inside.has(to);
      })
      .map((port) => ({ at, label: port.label })),
  );
}

function exitsOf({ triggers }: Sheet): boolean {
  const entry = triggers[0];
  if (!entry || entry.config === null) return false;
  return (entry.kind?.trigger?.(entry.config).exits.length ?? 0) > 0;
}

import { plural } from '@millrace/base/words';
import type { GraphNode, Kinds } from '@millrace/flow';
import { wire, type Command } from '../history/commands.ts';
import type { FlowDocument } from '../store/document.ts';
import { newId } from '../store/ids.ts';

/** A variant of a message that somebody approved. */
export interface ApprovedVariant {
  readonly angle: string;
  readonly content: unknown;
}

/** The kind of step that compares variants; undefined if there is none. */
export const testKind = (kinds: Kinds) => Object.entries(kinds).find(([, kind]) => kind.testOf !== undefined);

/** Letters for the ports of the test: the message as it is comes first. */
const PORTS = 'abcdefghij';
const LONGEST_NAME = 80;

/** Names of the arms. Two variants of one angle are told apart by a number. */
function namesOf(variants: readonly ApprovedVariant[]): readonly string[] {
  const seen = new Map<string, number>();
  return ['As it is', ...variants.map(({ angle }) => angle)].map((name) => {
    const short = name.slice(0, LONGEST_NAME - 4);
    const count = (seen.get(short) ?? 0) + 1;
    seen.set(short, count);
    return count === 1 ? short : `${short} ${count}`;
  });
}

/**
 * Puts a test before a message: one arm with the message as it is, and one for each variant. Whatever follows the message
 * follows each of them. One edit, so that one undo takes it back.
 * @returns null if the step is gone, or no kind of step compares variants
 */
export function testVariants(
  document: FlowDocument,
  kinds: Kinds,
  step: string,
  title: string,
  variants: readonly ApprovedVariant[],
  random: () => number,
): { readonly command: Command; readonly test: string } | null {
  const message = document.nodes[step];
  const [kindName, kind] = testKind(kinds) ?? [];
  if (!message || kindName === undefined || !kind?.testOf || variants.length === 0) return null;
  const taken = new Set(Object.keys(document.nodes));
  const idFor = (name: string) => {
    const id = newId(name, taken, random);
    taken.add(id);
    return id;
  };
  const names = namesOf(variants);
  const arms = names.map((name, index) => ({ id: PORTS[index]!, name }));
  const test: GraphNode = {
    id: idFor(kindName),
    kind: kindName,
    version: Math.max(0, ...Object.values(kind.versions)),
    config: kind.testOf(arms) as Record<string, unknown>,
  };
  const steps = variants.map(({ content }, index): GraphNode => ({
    id: idFor(message.kind),
    kind: message.kind,
    version: message.version,
    name: `${title}: ${names[index + 1]}`.slice(0, 120),
    config: { ...structuredClone(message.config), content },
  }));
  const command: Command = {
    label: `test ${plural(variants.length, 'variant')}`,
    recipe: (draft) => {
      const edges = Object.values(draft.edges);
      for (const node of [test, ...steps]) draft.nodes[node.id] = node;
      for (const edge of edges) if (edge.to === step) edge.to = test.id;
      wire(draft, test.id, arms[0]!.id, step);
      // The test takes the place of the message; the layout finds places for all of them.
      const place = draft.nodes[step]?.position;
      if (place) {
        draft.nodes[test.id]!.position = place;
        delete draft.nodes[step]!.position;
      }
      steps.forEach(({ id }, index) => {
        wire(draft, test.id, arms[index + 1]!.id, id);
        for (const { from, port, to } of edges) {
          if (from === step) wire(draft, id, port, to);
        }
      });
    },
  };
  return { command, test: test.id };
}

import { freeAs, type Shape } from '@millrace/core/verb';
import { currentVersion, type Family, type NodeKind } from '@millrace/flow';
import { NODE_KINDS } from '@millrace/nodes';
import { z } from 'zod';

const FAMILIES = [
  'trigger',
  'wait',
  'path',
  'decision',
  'message',
  'action',
  'end',
] as const satisfies readonly Family[];

/** A kind of node, for the palette and the API. */
export const nodeKindSchema = z
  .strictObject({
    kind: z.string(),
    title: z.string(),
    summary: z.string(),
    family: z.enum(FAMILIES),
    icon: z.string(),
    version: z.int(),
    config: freeAs<Readonly<Record<string, unknown>>>().describe('JSON Schema of its settings'),
    initial: freeAs<Readonly<Record<string, unknown>>>().describe('Initial settings'),
    example: freeAs<unknown>().describe('Example settings, complete'),
    ports: z
      .array(z.strictObject({ id: z.string(), label: z.string(), optional: z.boolean().optional() }))
      .describe('Ports of a node with initial settings; some kinds get more when configured'),
    sets: z.record(z.string(), z.string()).describe('Variables it sets: their labels by name'),
  })
  .meta({ id: 'NodeKind' });
export type NodeKindView = Shape<typeof nodeKindSchema>;

let views: readonly NodeKindView[] | undefined;

export function nodeKindViews(): readonly NodeKindView[] {
  return (views ??= NODE_KINDS.map(view));
}

export const configSchemaOf = (kind: NodeKind): Record<string, unknown> =>
  z.toJSONSchema(kind.config, { io: 'input', unrepresentable: 'any' });

function view(kind: NodeKind): NodeKindView {
  return {
    kind: kind.kind,
    title: kind.title,
    summary: kind.summary,
    family: kind.family,
    icon: kind.icon,
    version: currentVersion(kind),
    config: configSchemaOf(kind),
    initial: kind.initial,
    example: kind.example,
    ports: kind.ports({ ...kind.initial }),
    sets: Object.fromEntries(
      Object.entries(kind.sets ?? {}).map(([name, set]) => [name, typeof set === 'string' ? set : set.label]),
    ),
  };
}

import { currentVersion, type Family, type NodeKind, type Port } from '@millrace/flow';
import { NODE_KINDS } from '@millrace/nodes';
import { z } from 'zod';

/** A kind of node as the palette shows it and the API tells it. */
export interface NodeKindView {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly family: Family;
  readonly icon: string;
  readonly version: number;
  /** JSON Schema of its config. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly initial: Readonly<Record<string, unknown>>;
  readonly example: unknown;
  /** Ways out of a node with the initial config; some kinds have more when they are set up. */
  readonly ports: readonly Port[];
  /** Variables it sets, by name, and what each is called. */
  readonly sets: Readonly<Record<string, string>>;
}

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
    sets: Object.fromEntries(Object.entries(kind.sets ?? {}).map(([name, set]) => [name, typeof set === 'string' ? set : set.label])),
  };
}

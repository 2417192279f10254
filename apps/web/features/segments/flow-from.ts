import { currentVersion, GRAPH_VERSION, SEGMENTS_FACT, type Graph, type NodeKind } from '@millrace/flow';
import { kinds } from '@millrace/nodes';

/** The kind of trigger that watches who begins to match a condition. */
function watching(): NodeKind | undefined {
  return Object.values(kinds).find((kind) => {
    const example = kind.trigger ? kind.config.safeParse(kind.example) : null;
    return example?.success && kind.trigger?.(example.data).source?.type === 'segment';
  });
}

/** A flow with nothing but its trigger: people who join the segment enter. */
export function flowFrom(segment: { readonly id: string; readonly name: string }): Graph {
  const kind = watching();
  const condition = {
    fact: SEGMENTS_FACT,
    operator: 'contains',
    value: [segment.id],
    called: { [segment.id]: segment.name },
  };
  return {
    schemaVersion: GRAPH_VERSION,
    subject: 'customer',
    nodes: kind
      ? [
          {
            id: 'trigger',
            kind: kind.kind,
            version: currentVersion(kind),
            config: { ...kind.initial, condition },
          },
        ]
      : [],
    edges: [],
    notes: [],
  } as unknown as Graph;
}

import { own } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import { bringUp, type GraphNode, type NodeKind } from '@millrace/flow';

/** The kind of a step and its complete config, of the current version; null while it is unfinished. */
export function stepConfig(node: GraphNode): { readonly kind: NodeKind; readonly config: never } | null {
  const kind = own(kinds, node.kind);
  if (!kind) return null;
  const config = kind.config.safeParse(bringUp(kind, node.version, node.config).config);
  return config.success ? { kind, config: config.data as never } : null;
}

import { channelById } from '@millrace/channels';
import type { Graph, GraphNode, Kinds } from '@millrace/flow';

export interface MessageStep {
  readonly id: string;
  readonly title: string;
  /** Id of the channel. */
  readonly channel: string;
  readonly content: unknown;
}

/** The message steps of a flow in the order in which it reaches them. */
export function messagesOf(graph: Pick<Graph, 'nodes' | 'edges'>, kinds: Kinds): readonly MessageStep[] {
  return walk(graph).flatMap((node): MessageStep[] => {
    const channel = kinds[node.kind]?.channel;
    return channel !== undefined
      ? [
          {
            id: node.id,
            title: node.name ?? kinds[node.kind]?.title ?? node.kind,
            channel,
            content: node.config['content'],
          },
        ]
      : [];
  });
}

function walk({ nodes, edges }: Pick<Graph, 'nodes' | 'edges'>): readonly GraphNode[] {
  const entered = new Set(edges.map((edge) => edge.to));
  const queue = nodes.filter((node) => !entered.has(node.id));
  const seen = new Set(queue.map((node) => node.id));
  for (let place = 0; place < queue.length; place += 1) {
    for (const edge of edges) {
      const next =
        edge.from === queue[place]?.id && !seen.has(edge.to)
          ? nodes.find((node) => node.id === edge.to)
          : undefined;
      if (!next) continue;
      seen.add(next.id);
      queue.push(next);
    }
  }
  return queue;
}

export const channelWords = (channel: string): string => channelById(channel)?.title ?? channel;

import type { Graph } from '../graph.ts';

/**
 * The loops of a graph: strongly connected components of more than one node, or of one that leads to itself.
 * R. Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1 (1972), with an explicit
 * stack, so that thousands of nodes in a row do not overflow the call stack.
 */
export function sccsOf(ways: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onPath = new Set<string>();
  const path: string[] = [];
  const groups: string[][] = [];
  for (const root of ways.keys()) {
    if (index.has(root)) continue;
    const frames: { node: string; next: number }[] = [];
    const open = (node: string) => {
      index.set(node, index.size);
      low.set(node, index.get(node)!);
      path.push(node);
      onPath.add(node);
      frames.push({ node, next: 0 });
    };
    open(root);
    while (frames.length > 0) {
      const frame = frames[frames.length - 1]!;
      const targets = ways.get(frame.node) ?? [];
      const target = targets[frame.next];
      if (frame.next < targets.length) {
        frame.next += 1;
        if (target === undefined || !ways.has(target)) continue;
        if (!index.has(target)) open(target);
        else if (onPath.has(target)) low.set(frame.node, Math.min(low.get(frame.node)!, index.get(target)!));
        continue;
      }
      frames.pop();
      const parent = frames[frames.length - 1];
      if (parent) low.set(parent.node, Math.min(low.get(parent.node)!, low.get(frame.node)!));
      if (low.get(frame.node) !== index.get(frame.node)) continue;
      const group: string[] = [];
      for (let member = path.pop(); member !== undefined; member = path.pop()) {
        onPath.delete(member);
        group.push(member);
        if (member === frame.node) break;
      }
      if (group.length > 1 || targets.includes(frame.node)) groups.push(group.reverse());
    }
  }
  return groups;
}

/** Whether some way from a port of a node leads back to that node. */
export function leadsBack({ edges }: Graph, node: string, port: string): boolean {
  const seen = new Set<string>();
  const open = edges.flatMap((edge) => (edge.from === node && edge.port === port ? [edge.to] : []));
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === node) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const edge of edges) if (edge.from === at) open.push(edge.to);
  }
  return false;
}

import type { Template } from './template.ts';

type GraphInput = Template['graph'];
type NodeInput = GraphInput['nodes'][number];

/** A node of a template in one line. */
export function node(
  id: string,
  kind: string,
  name: string,
  config: Readonly<Record<string, unknown>>,
): NodeInput {
  return { id, kind, name, config: { ...config } };
}

/** Connections written as `from:port > to`, or `from > to` for the port `next`. */
export function ways(...lines: readonly string[]): GraphInput['edges'] {
  return lines.map((line) => {
    const [source = '', to = ''] = line.split(' > ');
    const [from = '', port = 'next'] = source.split(':');
    return { id: `${from}.${port}`, from, port, to };
  });
}

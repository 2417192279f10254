import { own } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import type { Shape } from '@millrace/core/verb';
import { z } from 'zod';

export const pictureSchema = z
  .strictObject({
    nodes: z.array(z.strictObject({ id: z.string(), family: z.string() })),
    edges: z.array(z.strictObject({ id: z.string(), from: z.string(), to: z.string() })),
  })
  .describe('Its steps by family and their connections, to draw a small picture');

interface Drawn {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly config?: Record<string, unknown> | undefined;
  }[];
  readonly edges: readonly {
    readonly id: string;
    readonly from: string;
    readonly port: string;
    readonly to: string;
  }[];
}

/** A graph as a small picture shows it: connections in the order of the ports of their step, as on the canvas. */
export function pictureOf({ nodes, edges }: Drawn): Shape<typeof pictureSchema> {
  const place = new Map(
    nodes.flatMap(({ id, kind, config = {} }) =>
      (own(kinds, kind)?.ports(config) ?? []).map((port, at) => [`${id}:${port.id}`, at] as const),
    ),
  );
  const placeOf = ({ from, port }: { from: string; port: string }) => place.get(`${from}:${port}`) ?? 99;
  return {
    nodes: nodes.map(({ id, kind }) => ({ id, family: own(kinds, kind)?.family ?? 'action' })),
    edges: edges
      .toSorted((left, right) => placeOf(left) - placeOf(right))
      .map(({ id, from, to }) => ({ id, from, to })),
  };
}

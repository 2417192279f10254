import { kinds } from '@millrace/core/plans';
import type { Tx } from '@millrace/db';
import { LARGEST_FILE, placeNamed, type NamedThing } from '@millrace/importers';
import type { FlowOfFile } from '@millrace/run/outside-flows';
import { z } from 'zod';
import { thingsIn } from './export-flow.ts';

/** A file as the screen and the API send it. */
export const fileFields = {
  file: z
    .union([z.string().max(LARGEST_FILE), z.record(z.string(), z.unknown())])
    .describe('The text of the file; a file that is JSON may be sent as JSON'),
  fileName: z.string().trim().max(200).optional(),
};

/** Matches what a flow names with what the store has, by name. A name that is there twice matches nothing. */
export async function placeInStore(tx: Tx, { importer, flow, graph }: FlowOfFile) {
  const known = new Map<string, string[]>();
  for (const { thing, id, name, connector } of await thingsIn(tx)) {
    const key = keyOf({ thing, name, connector: connector ?? undefined });
    known.set(key, [...(known.get(key) ?? []), id]);
  }
  const idOf = (named: NamedThing): string | null => {
    const ids = known.get(keyOf(named)) ?? [];
    return ids.length === 1 ? (ids[0] ?? null) : null;
  };
  const placed = placeNamed(graph, flow.named, kinds, idOf);
  const shown = ({ thing, name, connector }: NamedThing) => ({
    thing,
    name,
    ...(connector === undefined ? {} : { connector }),
  });
  return {
    graph: placed.graph,
    report: {
      from: { id: importer.id, title: importer.title },
      matched: placed.matched.map(shown),
      toChoose: placed.toChoose.map(({ steps, ...one }) => ({ ...shown(one), steps: [...steps] })),
      leftOut: flow.leftOut.map(({ step, why, next }) => ({ step, why, next })),
    },
  };
}

const keyOf = ({ thing, name, connector = '' }: Pick<NamedThing, 'name' | 'connector'> & { thing: string }) =>
  JSON.stringify([thing, connector, name.trim().toLowerCase()]);

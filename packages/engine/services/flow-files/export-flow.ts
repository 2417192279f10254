import { kinds } from '@millrace/core/plans';
import { readFlowView } from '@millrace/core/rows';
import { defineVerb, freeAs } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { writeFlowFile, type FlowFile, type Reference } from '@millrace/importers';
import { z } from 'zod';

/**
 * The draft of a flow as a file. Nothing in it belongs to the store: what it names there has its name and no id.
 * @throws MillraceError not-found
 */
export const exportFlow = defineVerb({
  name: 'flow-exported',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: freeAs<FlowFile>().describe('The file, as JSON'),
  run: async (tx, { id }) => {
    const { name, graph } = await readFlowView(tx, id);
    return fileOf(tx, { name, graph });
  },
});

/** A flow as a file, with the names of what it names in the store. */
export async function fileOf(
  tx: Tx,
  flow: Pick<Awaited<ReturnType<typeof readFlowView>>, 'name' | 'graph'>,
): Promise<FlowFile> {
  const names = await namesIn(tx);
  return writeFlowFile(flow, kinds, ({ thing, id }: Reference) => names.get(`${thing} ${id}`) ?? null);
}

interface NameRow {
  readonly thing: string;
  readonly id: string;
  readonly name: string;
  readonly connector: string | null;
}

/** Everything that a flow can name in the store, by what it is and its id. */
async function namesIn(tx: Tx): Promise<ReadonlyMap<string, { name: string; connector?: string }>> {
  const rows = await thingsIn(tx);
  return new Map(
    rows.map(({ thing, id, name, connector }) => [
      `${thing} ${id}`,
      { name, ...(connector === null ? {} : { connector }) },
    ]),
  );
}

/** Segments, lists, flows and connections of the store. A list is named as a segment too, in conditions. */
export const thingsIn = (tx: Tx) => tx<NameRow[]>`
  select 'segment' as thing, id::text, name, null as connector from segments where flow_id is null
  union all select 'list', id::text, name, null from segments where flow_id is null and by_hand
  union all select 'flow', id::text, name, null from flows
  union all select 'connection', id::text, name, connector from connections where disabled_at is null`;

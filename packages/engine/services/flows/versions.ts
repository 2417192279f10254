import { readGraph } from '@millrace/core/plans';
import { fail } from '@millrace/base';
import { readFlow } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { z } from 'zod';
import { versionSchema, versionWithGraphSchema, type VersionView } from './shapes.ts';

interface Row extends Omit<VersionView, 'live'> {
  readonly graph: unknown;
}

/** All published versions, newest first, at most 200. */
export const listVersions = defineVerb({
  name: 'flow-versions-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.array(versionSchema),
  run: async (tx, { id }) => {
    const flow = await readFlow(tx, id);
    const rows = await tx<Omit<Row, 'graph'>[]>`
      select v.id, v.number, v.published_at as "publishedAt", v.published_by as "publishedBy", v.note,
        v.plan_hash as "planHash", coalesce(e.people, 0)::int as inside
      from flow_versions v left join (select version_id, count(*) as people from enrolments
        where flow_id = ${id} and ended_at is null group by 1) e on e.version_id = v.id
      where v.flow_id = ${id} order by v.number desc limit 200`;
    return rows.map((row) => ({ ...row, live: row.id === flow.live_version_id }));
  },
});

/** One version with its graph, migrated to the current graph version. @throws MillraceError not-found */
export const readVersion = defineVerb({
  name: 'flow-version-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid(), number: z.int().min(1) }),
  output: versionWithGraphSchema,
  run: async (tx, { id, number }) => {
    const flow = await readFlow(tx, id);
    const [row] = await tx<Row[]>`
      select v.id, v.number, v.published_at as "publishedAt", v.published_by as "publishedBy", v.note,
        v.plan_hash as "planHash", v.graph,
        (select count(*)::int from enrolments
          where flow_id = ${id} and version_id = v.id and ended_at is null) as inside
      from flow_versions v where v.flow_id = ${id} and v.number = ${number}`;
    if (!row) return fail('not-found', { what: 'version' });
    return { ...row, graph: readGraph(row.graph), live: row.id === flow.live_version_id };
  },
});

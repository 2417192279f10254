import type { pulls, Row, Known } from '@millrace/db/schema';
import { fail } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { defineVerb, id, instant, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

/** Progress of one pull, for example the history of orders. */
const pullSchema = z.strictObject({
  id,
  connectionId: id,
  resource: z.string(),
  title: z.string(),
  kind: z.enum(['history', 'missed']),
  state: z.enum(['running', 'paused', 'done', 'failed']),
  done: z.int(),
  skipped: z.int(),
  total: z.int().nullable().describe('Null when the other system gives no total'),
  problem: z.string().nullable(),
  lastSkipped: z.string().nullable().describe('Why the last skipped row was skipped'),
  dueAt: instant,
  finishedAt: instant.nullable(),
});
export type PullView = Shape<typeof pullSchema>;

interface PullRow extends Known<
  Pick<
    Row<typeof pulls>,
    | 'id'
    | 'connection_id'
    | 'resource'
    | 'kind'
    | 'state'
    | 'done'
    | 'skipped'
    | 'total'
    | 'problem'
    | 'last_skipped'
    | 'due_at'
    | 'finished_at'
  >,
  { kind: PullView['kind']; state: PullView['state'] }
> {
  readonly connector: string;
}

/** The pulls of connected systems, with their progress. */
export const listPulls = defineVerb({
  name: 'pulls-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: z.array(pullSchema),
  run: async (tx) => {
    const rows = await tx<PullRow[]>`
      select p.id, p.connection_id, c.connector, p.resource, p.kind, p.state, p.done, p.skipped, p.total,
        p.problem, p.last_skipped, p.due_at, p.finished_at
      from pulls p join connections c on c.id = p.connection_id where p.kind in ('history', 'missed')
        order by p.connection_id, p.kind, p.place`;
    return rows.map((row) => ({
      id: row.id,
      connectionId: row.connection_id,
      resource: row.resource,
      title:
        findConnector(row.connector)?.pull?.resources.find((one) => one.id === row.resource)?.title ??
        row.resource,
      kind: row.kind,
      state: row.state,
      done: row.done,
      skipped: row.skipped,
      total: row.total,
      problem: row.problem,
      lastSkipped: row.last_skipped,
      dueAt: row.due_at,
      finishedAt: row.finished_at,
    }));
  },
});

/** Pauses a connection's history, resumes it, or starts it again from the beginning. */
export const steerPulls = defineVerb({
  name: 'history-steered',
  permission: 'settings:write',
  input: z.strictObject({ connection: z.uuid(), to: z.enum(['pause', 'go-on', 'begin-again']) }),
  output: z.strictObject({ name: z.string(), changed: z.int() }),
  run: async (tx, { connection, to }, context) => {
    const [found] = await tx<{ name: string }[]>`select name from connections where id = ${connection}`;
    if (!found) fail('not-found', { what: 'connection' });
    const now = context.now();
    const rows =
      to === 'pause'
        ? await tx`update pulls set state = 'paused'
          where connection_id = ${connection} and kind = 'history' and state = 'running' returning 1`
        : to === 'go-on'
          ? await tx`update pulls set state = 'running', tries = 0, problem = null,
            due_at = least(due_at, ${now})
            where connection_id = ${connection} and state in ('paused', 'failed') returning 1`
          : await tx`update pulls set state = 'running', cursor = null, done = 0, skipped = 0, total = null,
            tries = 0, problem = null, last_skipped = null, until = ${now}, due_at = ${now},
            finished_at = null
              where connection_id = ${connection} and kind = 'history' returning 1`;
    return { name: found.name, changed: rows.length };
  },
  audit: ({ connection, to }, { name, changed }) =>
    changed === 0 ? null : { subject: { type: 'connection', id: connection }, summary: SUMMARIES[to](name) },
});

const SUMMARIES = {
  pause: (name: string) => `Paused the history of ${name}`,
  'go-on': (name: string) => `Resumed the history of ${name}`,
  'begin-again': (name: string) => `Restarted the history of ${name}`,
};

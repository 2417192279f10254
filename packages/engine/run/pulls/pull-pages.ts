import { everyWorkspace } from '@millrace/core/store';
import { DAY, isMillraceError, MINUTE, SECOND, type Instant, type Json } from '@millrace/base';
import { healthSign, type HttpAnswer, type PulledPage, type PullResource } from '@millrace/connectors';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { call } from '@millrace/transport';
import { recordHealth } from '../connection-health/record-health.ts';
import { keepOutsideFlows } from '../outside-flows/index.ts';
import { ingestWithin } from '../intake/ingest-events.ts';
import { sourceIdOf } from '../parsing/source.ts';
import { recordReports } from '../visits/record-reports.ts';
import { advancePull, claimPull, delayPull, planPulls, type PullRow } from './plan-pulls.ts';
import { connectionsThat, type PulledConnection } from './pulled-connections.ts';

/** A page may be long, and a shop slow. */
const LIMITS = { timeoutMs: 60 * SECOND, maxAnswerBytes: 20_000_000 };

/**
 * Reads one page for each connection with a pull that is due: history once, then what webhooks missed. Stores
 * the position in the page's transaction, so that another worker goes on from there after a crash.
 * @returns true when more may be due at once
 */
export async function pullPages(db: Database, contextOf: (workspaceId: string) => Context): Promise<boolean> {
  let more = false;
  for (const workspaceId of await everyWorkspace(db)) {
    const context = contextOf(workspaceId);
    for (const connection of await connectionsThat(context, (kind) => kind.pull !== undefined))
      more = (await pullPage(context, connection)) || more;
  }
  return more;
}

async function pullPage(context: Context, connection: PulledConnection): Promise<boolean> {
  const { pull } = connection.kind;
  if (!pull?.isPossible(connection.config)) return false;
  const row = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    await planPulls(tx, connection, pull, context.now());
    return claimPull(tx, connection.id, context.now());
  });
  const resource = row && pull.resources.find((one) => one.id === row.resource);
  if (!row || !resource) return false;
  const asked = await askFor(context, connection, resource, row);
  const now = context.now();
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    if ('problem' in asked) return delayPull(tx, row, asked, now);
    const { page } = asked;
    const source = {
      id: sourceIdOf(connection),
      clock: { pace: connection.pace, anchor: connection.anchor },
      isHistory: row.kind === 'history',
    };
    const { refused } = await ingestWithin(tx, context, source, page.events);
    await recordReports(tx, context, connection.id, page.reports ?? []);
    const { title: system } = connection.kind;
    const { workspaceId } = context;
    const origin = { workspaceId, origin: connection.id, connectionId: connection.id, system };
    await keepOutsideFlows(tx, origin, page.flows ?? [], now);
    const skipped = [...page.skipped, ...refused.map((one) => one.problem)];
    const nextAt = now + Math.max(page.waitMs ?? 0, SECOND / pull.perSecond);
    await advancePull(
      tx,
      row,
      pull,
      { cursor: page.next, count: page.count, skipped, total: page.total ?? null, nextAt },
      now,
    );
    await tx`update connections set last_event_at = greatest(last_event_at, ${now})
      where id = ${connection.id} and ${page.events.length > 0}`;
  });
  return 'page' in asked && asked.page.next !== null;
}

type Asked =
  | { readonly page: PulledPage }
  | {
      readonly problem: string;
      readonly afterMs: number | null;
      readonly isFinal: boolean;
      /** Whether the other pulls of the connection need not wait too. */
      readonly isAlone?: boolean;
    };

async function askFor(
  context: Context,
  connection: PulledConnection,
  resource: PullResource<unknown>,
  row: PullRow,
): Promise<Asked> {
  const place = { cursor: (row.cursor ?? null) as Json | null, since: row.since, until: row.until };
  const { title } = connection.kind;
  let answer: HttpAnswer;
  try {
    answer = await call(resource.request(connection.config, place), LIMITS);
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return { problem: error.message, afterMs: null, isFinal: true };
  }
  if (answer.kind === 'answered' && answer.status === 403 && resource.scope !== undefined)
    return {
      problem: `${title} does not let this key read these. Allow it “${resource.scope}”; Millrace asks again every day.`,
      afterMs: DAY,
      isFinal: false,
      isAlone: true,
    };
  await recordHealth(
    context,
    connection.id,
    healthSign(answer, { result: 'unknown', reason: '' }),
    reasonOf(answer, title),
  );
  if (answer.kind !== 'answered') return { problem: answer.reason, afterMs: null, isFinal: false };
  if (answer.status < 200 || answer.status >= 300) return refusal(answer.status, answer.retryAfterMs, title);
  try {
    const said = resource.read(answer, connection.config, place);
    return 'againMs' in said
      ? { problem: said.reason, afterMs: said.againMs, isFinal: false }
      : { page: said };
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return { problem: error.message, afterMs: null, isFinal: true };
  }
}

function refusal(status: number, retryAfterMs: Instant | null, title: string): Asked {
  const problem = `${title} answered ${status}.`;
  if (status === 429)
    return {
      problem: `${title} asks us to go more slowly.`,
      afterMs: retryAfterMs ?? MINUTE,
      isFinal: false,
    };
  // The owner may repair a key that is not accepted, and the pull then goes on.
  if (status === 401 || status === 403 || status >= 500)
    return { problem, afterMs: retryAfterMs, isFinal: false };
  return { problem, afterMs: retryAfterMs, isFinal: true };
}

function reasonOf(answer: HttpAnswer, title: string): string | null {
  if (answer.kind !== 'answered') return answer.reason;
  return answer.status >= 400 ? `${title} answered ${answer.status}.` : null;
}

import { FAILURES, type FailureKind, type HealthSign } from '@millrace/connectors';
import type { Instant } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { lookAgainAtCalls } from '../calls/look-again-at-calls.ts';
import { lookAgain } from '../messages/look-again.ts';

/**
 * The last health that this process wrote for each connection. Most calls change nothing, so they write
 * nothing.
 */
const written = new Map<string, { readonly sign: HealthSign; readonly at: Instant }>();
const MOST_REMEMBERED = 1_000;
/** An unchanged state is written again after this many milliseconds. */
const REPEATED_EVERY = 15_000;

/**
 * Records what a call showed about a connection's health. The first success after a failure ends the failure,
 * and schedules a retry of everything that waited for the provider.
 * @param reason in the provider's words, without details of the message
 */
export async function recordHealth(
  context: Context,
  connectionId: string,
  sign: HealthSign,
  reason: string | null,
): Promise<void> {
  const now = context.now();
  const last = written.get(connectionId);
  if (sign === null || (last?.sign === sign && now - last.at >= 0 && now - last.at < REPEATED_EVERY)) return;
  if (written.size >= MOST_REMEMBERED) written.clear();
  written.set(connectionId, { sign, at: now });
  if (sign === 'works') await worked(context, connectionId, now);
  else await failed(context, connectionId, sign, reason, now);
}

async function worked(context: Context, id: string, now: Instant): Promise<void> {
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [before] = await tx<
      { failing_since: Instant | null }[]
    >`select failing_since from connections where id = ${id} for update`;
    await tx`update connections set last_ok_at = ${now}, failing_since = null,
      failure = null where id = ${id}`;
    if (!before?.failing_since) return;
    await lookAgain(tx, context, { reasons: ['provider-unavailable'] });
    await lookAgainAtCalls(tx, context, ['provider-unavailable']);
  });
}

async function failed(
  context: Context,
  id: string,
  failure: FailureKind,
  reason: string | null,
  now: Instant,
): Promise<void> {
  await context.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx`update connections set failing_since = coalesce(failing_since, ${now}), failure = ${failure},
        last_error = ${reason ?? FAILURES[failure].words}, last_error_at = ${now} where id = ${id}`,
  );
}

/** Forgets a connection's health after its settings have changed. */
export function forgetHealth(connectionId: string): void {
  written.delete(connectionId);
}

import { FAILURES, type FailureKind, type HealthSign } from '@millrace/connectors';
import type { Instant } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { lookAgainAtCalls } from '../calls/look-again-at-calls.ts';
import { lookAgain } from '../messages/look-again.ts';

/** What was written last about a connection, by this process: most calls tell nothing new, and write nothing. */
const written = new Map<string, { readonly sign: HealthSign; readonly at: Instant }>();
const MOST_REMEMBERED = 1_000;
/** A state that stays as it is is written again this often, in milliseconds. */
const REPEATED_EVERY = 15_000;

/**
 * Writes down what a call showed about a connection. The first that works after a failure ends it, and what waited for the
 * provider is tried at once.
 * @param reason in the provider's words, without what the message was about
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
    await tx`update connections set last_ok_at = ${now}, failing_since = null, failure = null where id = ${id}`;
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
      tx`update connections set failing_since = coalesce(failing_since, ${now}), failure = ${failure}, last_error = ${reason ?? FAILURES[failure].words}, last_error_at = ${now} where id = ${id}`,
  );
}

/** The settings were changed: what was known of them says nothing any more. */
export function forgetHealth(connectionId: string): void {
  written.delete(connectionId);
}

import { createHash, createHmac } from 'node:crypto';
import { fail, isMillraceError } from '@millrace/base';
import { keyFor } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Answer } from './operation.ts';

/** Age from which an unfinished first request counts as interrupted, so that the next one may run. */
const CUT_OFF_AFTER = '60 seconds';
const KEPT_FOR = '7 days';
const TIDIED_EVERY = 60 * 60_000;
/** Errors after which the key may be used for a corrected request, since nothing was done. */
const NOTHING_BEGUN = new Set([
  'input-invalid',
  'json-malformed',
  'text-malformed',
  'limit-exceeded',
  'not-allowed',
  'database-unavailable',
  'rate-limited',
]);

export interface Keyed {
  readonly key: string;
  /** Hash of method, path with query, and body. */
  readonly fingerprint: string;
}

/** The key of a request; null without one. @param path with the query */
export function keyedBy(request: Request, path: string, body: Uint8Array): Keyed | null {
  const key = request.headers.get('idempotency-key');
  if (key === null || request.method === 'GET' || request.method === 'HEAD') return null;
  if (key.length === 0 || key.length > 255)
    return fail('input-invalid', { problems: 'Idempotency-Key: it must have 1 to 255 characters.' });
  return {
    key,
    fingerprint: createHash('sha256').update(`${request.method} ${path}\n`).update(body).digest('hex'),
  };
}

/**
 * Runs the first request with a key and stores its response, also a server error. A repeat gets that response. A different
 * request with the same key is refused. The response of an invalid request is not stored.
 */
export async function once(
  context: Context,
  given: Keyed,
  run: () => Promise<Answer>,
  asAnswer: (error: unknown) => Answer,
): Promise<Answer & { readonly replayed?: boolean }> {
  const keyed = hidden(context, given);
  const kept = await take(context, keyed);
  if (kept) return { ...kept, replayed: true };
  let answer: Answer;
  try {
    answer = await run();
  } catch (error) {
    if (isMillraceError(error) && NOTHING_BEGUN.has(error.code)) {
      await release(context, keyed);
      throw error;
    }
    answer = asAnswer(error);
    if (answer.status === 503) {
      await release(context, keyed).catch(() => undefined);
      throw error;
    }
  }
  await context.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx`update idempotency_keys set status = ${answer.status}, response = ${tx.json(answer.body as never)} where key = ${keyed.key}`,
  );
  return answer;
}

/** Hashes key and request, because senders put order numbers and addresses into keys. */
function hidden({ secret, workspaceId }: Context, { key, fingerprint }: Keyed): Keyed {
  const hash = (text: string) =>
    createHmac('sha256', keyFor(secret, 'idempotency')).update(`${workspaceId}\n${text}`).digest('hex');
  return { key: hash(`key ${key}`), fingerprint: hash(`request ${fingerprint}`) };
}

async function take(context: Context, { key, fingerprint }: Keyed): Promise<Answer | null> {
  return context.db.inWorkspace(context.workspaceId, async (tx) => {
    if (isTimeToTidy())
      await tx`delete from idempotency_keys where created_at < now() - ${KEPT_FOR}::interval`;
    const mine = await tx`insert into idempotency_keys (workspace_id, key, request_hash)
        values (${context.workspaceId}, ${key}, ${fingerprint}) on conflict do nothing returning 1`;
    if (mine.length > 0) return null;
    const [row] = await tx<
      { request_hash: string; status: number | null; response: unknown; cut_off: boolean }[]
    >`
      select request_hash, status, response, created_at < now() - ${CUT_OFF_AFTER}::interval as cut_off
      from idempotency_keys where key = ${key} for update`;
    if (!row || (row.status === null && row.cut_off && row.request_hash === fingerprint)) {
      await tx`update idempotency_keys set created_at = now() where key = ${key}`;
      return null;
    }
    if (row.request_hash !== fingerprint) fail('idempotency-mismatch');
    if (row.status === null) fail('idempotency-busy');
    return { status: row.status, raw: true, body: row.response };
  });
}

async function release(context: Context, { key }: Keyed): Promise<void> {
  await context.db.inWorkspace(
    context.workspaceId,
    (tx) => tx`delete from idempotency_keys where key = ${key} and status is null`,
  );
}

let tidiedAt = Date.now();

function isTimeToTidy(): boolean {
  if (Date.now() - tidiedAt < TIDIED_EVERY) return false;
  tidiedAt = Date.now();
  return true;
}

import { MINUTE, type Instant } from '@millrace/base';
import { CONNECTORS, findConnector } from '@millrace/connectors';
import { everyWorkspace, openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { call } from '@millrace/transport';
import { recordHealth } from '../connection-health/record-health.ts';
import { keepTokens } from './keep-tokens.ts';
import type { SigningRow } from './read-signing.ts';

/** How long before its expiry a token is refreshed, in milliseconds, so that no call uses an expired one. */
const AHEAD = 10 * MINUTE;
/**
 * How long a worker holds a refresh, in milliseconds. Many systems accept a refresh token only once, so no
 * other process may refresh meanwhile.
 */
const CLAIM = 2 * MINUTE;

/**
 * Refreshes tokens before they expire. When access was revoked, the connection reports that somebody must
 * sign in again.
 */
export async function refreshTokens(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<void> {
  const able = CONNECTORS.filter((kind) => kind.signIn?.refresh !== undefined).map((kind) => kind.id);
  for (const id of await everyWorkspace(db)) {
    const context = contextOf(id);
    const now = context.now();
    const due = await db.inWorkspace(
      id,
      (tx) => tx<SigningRow[]>`
        update connections set refresh_claimed_until = ${now + CLAIM}
          where connector = any(${able}::text[]) and disabled_at is null and signed_in_until <= ${now + AHEAD}
          and failure is distinct from 'signed-out'
            and (refresh_claimed_until is null or refresh_claimed_until <= ${now})
            returning id, connector, name, config, secrets`,
    );
    for (const row of due) await refresh(context, row, now);
  }
}

async function refresh(context: Context, row: SigningRow, now: Instant): Promise<void> {
  const kind = findConnector(row.connector);
  const signIn = kind?.signIn;
  if (!kind || !signIn?.refresh || signIn.fields.refresh === null) return;
  const config = kind.config.parse({ ...row.config, ...openSecrets(context, row.secrets) }) as Record<
    string,
    unknown
  >;
  const token = config[signIn.fields.refresh];
  if (typeof token !== 'string')
    return recordHealth(context, row.id, 'signed-out', 'It has no token to refresh.');
  const tokens = signIn.read(await call(signIn.refresh(config, token)));
  if (tokens.result === 'tokens') {
    await context.db.inWorkspace(context.workspaceId, (tx) =>
      keepTokens(tx, context, row.id, signIn, tokens, now),
    );
    return recordHealth(context, row.id, 'works', null);
  }
  // Retried when the claim ends. Until the token expires, calls go on working.
  return recordHealth(
    context,
    row.id,
    tokens.result === 'signed-out' ? 'signed-out' : tokens.result === 'not-now' ? 'busy' : 'settings',
    tokens.reason,
  );
}

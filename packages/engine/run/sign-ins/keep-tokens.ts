import { SECOND, type Instant } from '@millrace/base';
import type { SignIn, Tokens } from '@millrace/connectors';
import { openSecrets, sealSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { readSigning } from './read-signing.ts';

/** Stores tokens as secret settings of the connection. Keeps the refresh token when no new one is given. */
export async function keepTokens(
  tx: Tx,
  context: Context,
  id: string,
  signIn: SignIn<unknown>,
  tokens: Tokens,
  now: Instant,
): Promise<void> {
  const row = await readSigning(tx, id);
  const { access, refresh } = signIn.fields;
  const secrets = {
    ...openSecrets(context, row.secrets),
    [access]: tokens.accessToken,
    ...(refresh !== null && tokens.refreshToken !== null ? { [refresh]: tokens.refreshToken } : {}),
  };
  const until = tokens.expiresIn === null ? null : now + tokens.expiresIn * SECOND;
  await tx`update connections set secrets = ${sealSecrets(context, secrets)}, signed_in_until = ${until},
    refresh_claimed_until = null, registration_due_at = null where id = ${id}`;
}

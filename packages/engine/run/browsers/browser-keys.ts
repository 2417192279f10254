import { fail } from '@millrace/base';
import { openSecrets, sealSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { browserKeys as table, Row } from '@millrace/db/schema';
import { makePushKeys, type PushKeys } from '@millrace/transport';

/**
 * The pair of keys to which browsers bind their yes. Made at the first need, then the same for ever.
 * @throws MillraceError connection-invalid when they were encrypted with another MILLRACE_SECRET
 */
export async function browserKeys(tx: Tx, context: Context): Promise<PushKeys> {
  const found = (await read(tx)) ?? (await make(tx, context));
  const { privateKey } = openSecrets(context, found.private_key);
  return typeof privateKey === 'string'
    ? { publicKey: found.public_key, privateKey }
    : fail('connection-invalid', { problem: 'its secrets cannot be read.' });
}

type KeysRow = Row<typeof table>;

async function read(tx: Tx): Promise<KeysRow | undefined> {
  const [row] = await tx<KeysRow[]>`select * from browser_keys`;
  return row;
}

/** Of two that make some at once, the first to write wins, and both read the same. */
async function make(tx: Tx, context: Context): Promise<KeysRow> {
  const { publicKey, privateKey } = makePushKeys();
  await tx`insert into browser_keys (workspace_id, public_key, private_key, made_at)
    values (${context.workspaceId}, ${publicKey}, ${sealSecrets(context, { privateKey })}, ${context.now()})
    on conflict do nothing`;
  return (await read(tx)) ?? fail('not-found', { what: 'key' });
}

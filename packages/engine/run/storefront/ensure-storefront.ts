import { randomBytes } from 'node:crypto';
import { codeFrom } from '@millrace/base';
import type { Tx } from '@millrace/db';

/** Makes the public key of the store's pages, unless there is one. @returns the key */
export async function ensureStorefront(tx: Tx, workspaceId: string): Promise<string> {
  await tx`insert into storefronts (workspace_id, site_key) values (${workspaceId}, ${newSiteKey()})
    on conflict do nothing`;
  const [row] = await tx<{ site_key: string }[]>`select site_key from storefronts`;
  return row?.site_key ?? '';
}

/** 20 letters and digits. Not secret, but nobody should find other stores by counting. */
const newSiteKey = () => codeFrom(randomBytes(32).toString('hex'), 20).toLowerCase();

import { fail } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { openSecrets, sealSecrets } from '@millrace/core/store';
import { defineVerb } from '@millrace/core/verb';
import { z } from 'zod';
import { newSecret, readConnection } from './connections.ts';

/**
 * Creates a new webhook secret for a connection. Signatures by the old one are still accepted for a while.
 * Where Millrace registers the webhooks, it updates the other system.
 * @returns the new secret, shown once, for owners who enter it by hand
 */
export const rotateSecret = defineVerb({
  name: 'connection-secret-rotated',
  permission: 'settings:write',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ id: z.uuid(), name: z.string(), secret: z.string() }),
  run: async (tx, { id }, context) => {
    const row = await readConnection(tx, id);
    const own = findConnector(row.connector)?.ownSecret;
    if (!own) fail('not-found', { what: 'secret of ours' });
    const secrets = openSecrets(context, row.secrets);
    const secret = newSecret();
    const sealed = sealSecrets(context, {
      ...secrets,
      [own.field]: secret,
      ...(secrets[own.field] ? { [own.previous]: secrets[own.field] } : {}),
    });
    await tx`update connections set secrets = ${sealed}, registered_at = null,
      registration_due_at = null where id = ${id}`;
    return { id, name: row.name, secret };
  },
  audit: ({ id }, { name }) => ({
    subject: { type: 'connection', id },
    summary: `Created a new webhook secret for ${name}`,
  }),
});

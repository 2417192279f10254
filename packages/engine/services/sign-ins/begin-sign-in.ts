import { createHash, randomBytes } from 'node:crypto';
import { fail, MINUTE } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { openSecrets, sealSecrets } from '@millrace/core/store';
import { defineVerb, type Context } from '@millrace/core/verb';
import { readSigning } from '@millrace/run/sign-ins';
import { z } from 'zod';

/** How long a user may take to give access, in milliseconds. */
const PATIENCE = 15 * MINUTE;

/**
 * The return address after a sign-in, the same for every system. Users enter it in the settings of their app.
 */
export const backOf = ({ publicUrl }: Pick<Context, 'publicUrl'>): string =>
  `${publicUrl}/settings/connections/back`;

/**
 * The address where the owner gives access. Its `state` is valid once, for a quarter of an hour, for the same
 * user.
 */
export const beginSignIn = defineVerb({
  name: 'sign-in-begun',
  permission: 'settings:write',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ url: z.string(), name: z.string() }),
  run: async (tx, { id }, context) => {
    const row = await readSigning(tx, id);
    const kind = findConnector(row.connector);
    const config: unknown = kind?.config.parse({ ...row.config, ...openSecrets(context, row.secrets) });
    if (!kind?.signIn?.isPossible(config))
      fail('connection-invalid', { problem: 'the id of the app for signing in is missing.' });
    const state = randomBytes(32).toString('base64url');
    const verifier = randomBytes(48).toString('base64url');
    await tx`delete from sign_ins where expires_at < ${context.now()}`;
    await tx`insert into sign_ins (state, workspace_id, connection_id, actor_id, sealed, expires_at)
      values (${hashOf(state)}, ${context.workspaceId}, ${id}, ${context.actor.id},
        ${sealSecrets(context, { verifier })}, ${context.now() + PATIENCE})`;
    const challenge = kind.signIn.usesPkce ? createHash('sha256').update(verifier).digest('base64url') : null;
    return { url: kind.signIn.address(config, { state, challenge, back: backOf(context) }), name: row.name };
  },
  audit: ({ id }, { name }) => ({
    subject: { type: 'connection', id },
    summary: `Started to sign in for ${name}`,
  }),
});

/** Only the hash of the state is stored, so that the table reveals no valid state. */
export const hashOf = (state: string): string => createHash('sha256').update(state).digest('base64url');

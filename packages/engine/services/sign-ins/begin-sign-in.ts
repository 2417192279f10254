import { createHash, randomBytes } from 'node:crypto';
import { fail, MINUTE } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { openSecrets, sealSecrets } from '@millrace/core/store';
import { defineVerb, type Context } from '@millrace/core/verb';
import { readSigning } from '@millrace/run/sign-ins';
import { z } from 'zod';

/** So long somebody may take to say yes. */
const PATIENCE = 15 * MINUTE;

/** Where people come back to, for every system alike: it is what they enter in their app. */
export const backOf = ({ publicUrl }: Pick<Context, 'publicUrl'>): string =>
  `${publicUrl}/settings/connections/back`;

/** Where the owner says yes to letting us in. The state that goes along comes back once, within a quarter of an hour, by the same person. */
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
      values (${hashOf(state)}, ${context.workspaceId}, ${id}, ${context.actor.id}, ${sealSecrets(context, { verifier })}, ${context.now() + PATIENCE})`;
    const challenge = kind.signIn.usesPkce ? createHash('sha256').update(verifier).digest('base64url') : null;
    return { url: kind.signIn.address(config, { state, challenge, back: backOf(context) }), name: row.name };
  },
  audit: ({ id }, { name }) => ({
    subject: { type: 'connection', id },
    summary: `Started to sign in for ${name}`,
  }),
});

/** The table holds no state that anybody could come back with. */
export const hashOf = (state: string): string => createHash('sha256').update(state).digest('base64url');

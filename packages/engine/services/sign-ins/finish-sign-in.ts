import { createHmac, timingSafeEqual } from 'node:crypto';
import { fail } from '@millrace/base';
import { findConnector, type SignIn, type Tokens } from '@millrace/connectors';
import { openSecrets } from '@millrace/core/store';
import { type Context, defineVerb } from '@millrace/core/verb';
import { forgetHealth } from '@millrace/run/connection-health';
import { keepTokens, readSigning } from '@millrace/run/sign-ins';
import { call } from '@millrace/transport';
import { z } from 'zod';
import { tryWhatWaits } from '../connection-health/try-what-waits.ts';
import { backOf, hashOf } from './begin-sign-in.ts';

type Query = Readonly<Record<string, string>>;

interface Prepared {
  readonly id: string;
  readonly signIn: SignIn<unknown>;
  readonly tokens: Tokens;
}

/**
 * Completes a sign-in when the user returns. Deletes the state before any request, so that it works only
 * once. The user and workspace must be the same, the state must be recent and, where the system signs its
 * response, the signature must be valid.
 * @throws MillraceError sign-in-failed
 */
export const finishSignIn = defineVerb({
  name: 'signed-in',
  permission: 'settings:write',
  input: z.strictObject({ query: z.record(z.string().max(200), z.string().max(4_000)) }),
  output: z.strictObject({ id: z.uuid(), name: z.string() }),
  prepare: ({ query }, context) => redeem(context, query),
  run: async (tx, _input, context, { id, signIn, tokens }: Prepared) => {
    const { name } = await readSigning(tx, id);
    await keepTokens(tx, context, id, signIn, tokens, context.now());
    await tx`update connections set failing_since = null, failure = null where id = ${id}`;
    forgetHealth(id);
    await tryWhatWaits(tx, context);
    return { id, name };
  },
  audit: (_input, { id, name }) => ({
    subject: { type: 'connection', id },
    summary: `Signed in for ${name}`,
  }),
});

const failed = (problem: string): never => fail('sign-in-failed', { problem });

async function redeem(context: Context, query: Query): Promise<Prepared> {
  const state = query['state'] ?? '';
  const found = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [taken] = await tx<
      { connection_id: string; sealed: Uint8Array; actor_id: string | null; expires_at: number }[]
    >`
      delete from sign_ins where state = ${hashOf(state)}
        returning connection_id, sealed, actor_id, expires_at`;
    return taken && { taken, row: await readSigning(tx, taken.connection_id) };
  });
  if (!found || found.taken.expires_at < context.now())
    return failed('this sign-in was used before, or is too old.');
  const { taken, row } = found;
  if (taken.actor_id !== context.actor.id) return failed('somebody else started it.');
  const kind = findConnector(row.connector);
  const signIn = kind?.signIn;
  if (!kind || !signIn) return failed('this system has no sign-in.');
  const config: unknown = kind.config.parse({ ...row.config, ...openSecrets(context, row.secrets) });
  if (!isSigned(signIn, config, query)) return failed(`${kind.title} did not sign its response.`);
  const problem = signIn.backProblem?.(config, query);
  if (problem) return failed(problem);
  if (query['error'] !== undefined) return failed(`${kind.title} was not given access.`);
  const code = query['code'] ?? failed('its response has no code.');
  const verifier = signIn.usesPkce ? String(openSecrets(context, taken.sealed)['verifier']) : null;
  const tokens = signIn.read(await call(signIn.exchange(config, { code, verifier, back: backOf(context) })));
  return tokens.result === 'tokens' ? { id: row.id, signIn, tokens } : failed(tokens.reason);
}

function isSigned({ signedBack }: SignIn<unknown>, config: unknown, query: Query): boolean {
  if (signedBack === null) return true;
  const { [signedBack.parameter]: given = '', ...others } = query;
  const signed = Object.entries(others)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const expected = Buffer.from(createHmac('sha256', signedBack.secret(config)).update(signed).digest('hex'));
  const said = Buffer.from(given);
  return expected.length === said.length && timingSafeEqual(expected, said);
}

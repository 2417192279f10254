// `npm run attack` runs this file from the folder of the repository:
// `... main.ts prepare` fills the database before Millrace starts, and prints the ids and keys in it as a line of JSON.
// `... main.ts attack` reads that line, attacks Millrace at ATTACK_URL, and prints a line of JSON for each kind of attack.
import { testStore } from '@millrace/services/testing';
import type { Permission } from '@millrace/core/verb';
import { createApiKey } from '@millrace/services/settings';
import { sql } from 'drizzle-orm';
import { authDatabase, closeAuthDatabase } from '../../auth/auth-database.ts';
import { readConfiguration } from '../../configuration.ts';
import { closeWorld, settleIn } from '../../world.ts';
import { allowedTo, roundsWith } from './rounds.ts';
import { attackOn, makeStanding, type Standing } from './standing.ts';
import { productAt, type Target } from './target.ts';

const HOUR = 3_600_000;
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function signIn(target: Target, email: string, password: string): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: target.origin };
  const answer = await fetch(`${target.origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 200)
    throw new Error(`${email} cannot sign in: ${answer.status} ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.join('; ');
}

async function prepare(): Promise<void> {
  const store = await testStore(process.env['DATABASE_APP_URL'] ?? '');
  // The events in it take an hour. They are in the past when Millrace starts.
  store.clock.set(Date.now() - 3 * HOUR);
  const makeKey = async (scopes?: readonly Permission[]) =>
    (await createApiKey(store.context, { name: 'Attack', ...(scopes ? { scopes: [...scopes] } : {}) })).key;
  say({ ...(await makeStanding(store, makeKey)), workspace: store.context.workspaceId });
  await store.close();
}

async function attack(): Promise<void> {
  const standing = JSON.parse(process.env['ATTACK_STANDING'] ?? '{}') as Standing & { workspace: string };
  const target = productAt(process.env['ATTACK_URL'] ?? '');
  const most = process.env['ATTACK_MOST'] ? Number(process.env['ATTACK_MOST']) : undefined;
  const store = await testStore(process.env['DATABASE_APP_URL'] ?? '');
  const allowed = await allowedTo({ ...store, context: store.contextOf(standing.workspace) });
  const ready = await attackOn(target, standing, (email, password) => signIn(target, email, password), most);
  for (const { name, run } of roundsWith(allowed)) {
    await authDatabase().execute(sql`delete from auth.limits`);
    const began = performance.now();
    say({ round: name, ...(await run(ready)), seconds: Math.round(performance.now() - began) / 1_000 });
  }
  await store.close();
}

settleIn(readConfiguration(process.env));
await (process.argv[2] === 'prepare' ? prepare() : attack());
await closeAuthDatabase();
await closeWorld();

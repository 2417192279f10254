import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';
import { readConfiguration, ConfigurationError } from '../configuration.ts';
import { closeWorld, settleIn, world } from '../world.ts';
import { readHealth } from './read-health.ts';

let here: Installation | null = null;
let server: Server | null = null;
afterEach(async () => {
  await here?.close();
  await closeWorld();
  server?.close();
  here = server = null;
});

it('is well when the database and the engine answer', async () => {
  server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  here = await openInstallation({ TEMPORAL_ADDRESS: `127.0.0.1:${(server.address() as AddressInfo).port}` });
  expect(await readHealth()).toEqual({ status: 'ok', parts: { database: 'ok', engine: 'ok', worker: 'not-set' } });
});

it('goes on serving while only the engine is away, and says so', async () => {
  here = await openInstallation({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect(await readHealth()).toMatchObject({ status: 'degraded', parts: { database: 'ok', engine: 'unreachable' } });
});

it('is down without its database, and tells callers of the API to come again', async () => {
  here = await openInstallation();
  const { configuration } = world();
  await closeWorld();
  settleIn({ ...configuration, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
  expect(await readHealth()).toMatchObject({ status: 'down', parts: { database: 'unreachable' } });
  const answer = await here.call('GET', '/flows', { key: 'mill_any_other_key' });
  expect(answer).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
  expect(answer.headers.get('retry-after')).not.toBeNull();
});

it('names every setting that is missing, and what to do about it', () => {
  expect(() => readConfiguration({})).toThrow(ConfigurationError);
  expect(() => readConfiguration({ MILLRACE_SECRET: 'short' })).toThrow(/DATABASE_APP_URL[\s\S]*openssl rand -base64 32/);
});

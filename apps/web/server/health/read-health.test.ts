import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { testTemporalAddress } from '@millrace/tools/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';
import { readConfiguration, ConfigurationError } from '../configuration.ts';
import { closeWorld, settleIn, world } from '../world.ts';
import { answerHealth, readHealth } from './read-health.ts';

let here: Installation | null = null;
const servers: Server[] = [];
afterEach(async () => {
  await here?.close();
  await closeWorld();
  for (const server of servers.splice(0)) server.close();
  here = null;
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
/** Like a frozen process: the system accepts the connection, and there is never an answer. */
const frozen = () => listen(createServer((socket) => socket.on('error', () => undefined).unref()));
/** A worker that reports this state of its parts. */
const worker = (status: number, parts: Record<string, string>) =>
  listen(
    createHttpServer((_request, response) =>
      response.writeHead(status).end(JSON.stringify({ parts })),
    ) as Server,
  );

describe('health', () => {
  it('is well when the database, the engine and a worker answer', async () => {
    const port = await worker(200, { database: 'ok', engine: 'ok', worker: 'ok' });
    here = await openInstallation({ TEMPORAL_ADDRESS: testTemporalAddress(), WORKER_PORT: String(port) });
    expect(await readHealth()).toEqual({
      status: 'ok',
      live: true,
      ready: true,
      parts: { database: 'ok', engine: 'ok', worker: 'ok' },
    });
    expect((await answerHealth()).status).toBe(200);
  });

  it('goes on serving while only the engine is away, and says so', async () => {
    here = await openInstallation({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(await readHealth()).toMatchObject({
      status: 'degraded',
      ready: true,
      parts: { database: 'ok', engine: 'unreachable', worker: 'not-set' },
    });
    expect((await answerHealth()).status).toBe(200);
  });

  it('calls a frozen engine silent, and the worker that waits for it healthy', async () => {
    const port = await worker(503, { database: 'ok', engine: 'silent', worker: 'ok' });
    here = await openInstallation({
      TEMPORAL_ADDRESS: `127.0.0.1:${await frozen()}`,
      WORKER_PORT: String(port),
    });
    expect(await readHealth()).toMatchObject({
      status: 'degraded',
      ready: true,
      parts: { engine: 'silent', worker: 'ok' },
    });
  });

  it('calls a frozen worker silent, one that is not there unreachable, and one that stops unreachable too', async () => {
    const state = async (port: number) => {
      here = await openInstallation({ WORKER_PORT: String(port) });
      const { parts } = await readHealth();
      await here.close();
      here = null;
      return parts.worker;
    };
    expect(await state(await frozen())).toBe('silent');
    expect(await state(1)).toBe('unreachable');
    expect(await state(await worker(503, { database: 'ok', engine: 'ok', worker: 'stopping' }))).toBe(
      'unreachable',
    );
  });

  it('is down without its database, says 503, and tells callers of the API to come again', async () => {
    here = await openInstallation();
    const { configuration } = world();
    await closeWorld();
    settleIn({ ...configuration, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await readHealth()).toMatchObject({
      status: 'down',
      live: true,
      ready: false,
      parts: { database: 'unreachable' },
    });
    expect((await answerHealth()).status).toBe(503);
    const answer = await here.call('GET', '/flows', { key: 'mill_any_other_key' });
    expect(answer).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
    expect(answer.headers.get('retry-after')).not.toBeNull();
  });

  it('calls a frozen database silent', async () => {
    here = await openInstallation();
    const { configuration } = world();
    await closeWorld();
    settleIn({ ...configuration, databaseUrl: `postgres://nobody@127.0.0.1:${await frozen()}/none` });
    expect(await readHealth()).toMatchObject({ status: 'down', parts: { database: 'silent' } });
  });
});

it('names every setting that is missing, and what to do about it', () => {
  expect(() => readConfiguration({})).toThrow(ConfigurationError);
  expect(() => readConfiguration({ MILLRACE_SECRET: 'short' })).toThrow(
    /DATABASE_APP_URL[\s\S]*DATABASE_AUTH_URL[\s\S]*openssl rand -base64 32/,
  );
});

import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { testTemporalAddress } from '@millrace/tools/testing';
import { afterEach, expect, test } from 'vitest';
import { checkEngine } from './check-engine.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const problem = (address: string, namespace = 'default') =>
  checkEngine(address, namespace).then(
    () => ({ code: 'none', message: '' }),
    (error: { code: string; message: string }) => error,
  );

test('a usable Temporal has no problem', async () => {
  expect((await problem(testTemporalAddress())).code).toBe('none');
});

test.each([
  'http://localhost:7233',
  'localhost',
  ':7233',
  'localhost:',
  'localhost:70000',
  'localhost:0',
  'a host:7233',
  'user@host:7233',
  '::1:7233',
  '',
])('%s is no address of one', async (address) => {
  expect((await problem(address)).code).toBe('engine-address');
});

test('an unknown host, a port on which nothing listens, and a missing namespace are distinguished', async () => {
  expect(await problem('no-such-host.invalid:7233')).toMatchObject({
    code: 'engine-host',
    message: 'There is no host called no-such-host.invalid.',
  });
  expect(await problem('127.0.0.1:1')).toMatchObject({
    code: 'engine-unreachable',
    message: 'No Temporal server answers at 127.0.0.1:1.',
  });
  expect(await problem(testTemporalAddress(), 'never-made')).toMatchObject({
    code: 'engine-namespace',
    message: `The Temporal server at ${testTemporalAddress()} has no namespace called never-made.`,
  });
});

test('a server that accepts connections and sends nothing does not count as dead, and another program does not count as Temporal', async () => {
  const frozen = await listen(createServer((socket) => socket.on('error', () => undefined).unref()));
  expect((await problem(frozen)).code).toBe('engine-silent');
  const web = await listen(createHttpServer((_request, response) => response.end('hello')) as Server);
  expect((await problem(web)).code).toBe('engine-not-temporal');
});

import { spawnSync } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { root } from './options.mjs';
import { checkPort, freePort, localUrl, onFreePorts } from './ports.mjs';
import { EndedAtOnce, Trouble } from './trouble.mjs';

/** On a machine without IPv6 none of it can be in use. */
const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
async function taken(options: { host?: string; ipv6Only?: boolean; port?: number }): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen({ port: 0, ...options }, resolve),
  );
  return (server.address() as AddressInfo).port;
}
const problem = (port: number, host: string | null = null) =>
  checkPort(port, host).then(
    () => 'none',
    (error: Error) => error.message,
  );

describe('a free port', () => {
  test('is none that the system hands out to a connection or to a server by itself', async () => {
    const [given, chosen] = [await taken({}), await freePort()];
    expect(chosen).toBeLessThan(32_000);
    expect(given).toBeGreaterThanOrEqual(32_000);
  });

  test('is exchanged when the server on it ends at once, three times at most, and only then', async () => {
    const attempts: number[] = [];
    const start = (error: Error | null, until: number) =>
      onFreePorts(async (attempt: number) => {
        attempts.push(attempt);
        if (error && attempt < until) throw error;
        return 'started';
      });
    const ended = new EndedAtOnce('It stopped.', 'Look.');
    expect(await start(ended, 3)).toBe('started');
    await expect(start(ended, 9)).rejects.toThrow('It stopped.');
    await expect(start(new Trouble('No disk.', 'Make room.'), 9)).rejects.toThrow('No disk.');
    expect(attempts).toEqual([1, 2, 3, 1, 2, 3, 1]);
  });
});

describe('a port', () => {
  test('that is free can be used', async () => {
    expect(await problem(await freePort())).toBe('none');
    expect(await problem(await freePort(), '127.0.0.1')).toBe('none');
  });

  const places: [string, { host?: string; ipv6Only?: boolean }, string][] = [
    ['every address', {}, ''],
    ['every address of IPv4', { host: '0.0.0.0' }, ''],
    ['this machine', { host: '127.0.0.1' }, ''],
    ['this machine by IPv6 only', { host: '::1' }, ' for IPv6'],
    ['every address of IPv6 only', { host: '::', ipv6Only: true }, ' for IPv6'],
  ];
  test.each(places.filter(([, { host }]) => hasIpv6 || !host?.includes(':')))(
    'that another program uses on %s is refused with one sentence',
    async (_where, options, words) => {
      const port = await taken(options);
      expect(await problem(port)).toBe(`Port ${port} is used by another program${words}.`);
    },
  );

  test('that another program uses on IPv6 can be used where HOST is an IPv4 address', async () => {
    const host = hasIpv6 ? '::1' : '127.0.0.2';
    // One that the system gives to no connection, which might use it on IPv4 meanwhile.
    const port = await freePort();
    expect(await problem(await taken({ host, port }), '127.0.0.1')).toBe('none');
  });

  test('on an address that this machine does not have is refused with its own sentence', async () => {
    expect(await problem(3000, '192.0.2.1')).toBe(
      'HOST is "192.0.2.1", where this machine cannot listen (EADDRNOTAVAIL).',
    );
  });

  // As root the check runs as an ordinary user.
  test('below 1024 is refused to an ordinary user, where the system does', () => {
    const script = `import(${JSON.stringify(pathToFileURL(join(root, 'tools/start/ports.mjs')).href)}).then(({ checkPort }) => checkPort(80, '127.0.0.1')).then(() => console.log('free'), (error) => console.log(error.message))`;
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: '/', ...user });
    expect(stdout.trim()).toMatch(
      /^(free|Port 80 is used by another program\.|This user may not listen on port 80: ports below 1024 are for the administrator\.)$/,
    );
  });
});

test('the address of the web app can be requested', () => {
  expect([
    localUrl(null, 3000),
    localUrl('0.0.0.0', 1),
    localUrl('::', 1),
    localUrl('::1', 1),
    localUrl('10.0.0.1', 1),
    localUrl('localhost', 1),
  ]).toEqual([
    'http://127.0.0.1:3000',
    'http://127.0.0.1:1',
    'http://127.0.0.1:1',
    'http://[::1]:1',
    'http://10.0.0.1:1',
    'http://localhost:1',
  ]);
});

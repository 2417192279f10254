import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeFolder } from './lock.mjs';
import { keep, recall } from './memory.mjs';
import { nodeProblem, readOptions, root } from './options.mjs';
import { alone, hashOf, hasStamp, setStamp } from './stamps.mjs';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'millrace-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nothingPreset = { email: null, password: null, apiKey: null, secret: null };

/** Runs the launcher as a user does, in cases where it must give up before it starts anything. */
function start(env: Record<string, string>): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tools/start/start.mjs')], {
    env: { ...process.env, MILLRACE_DATA: folder, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, said: stdout + stderr };
}

describe('the data folder belongs to one start at a time', () => {
  test('a second start on the same folder is refused, and told where the first one runs', () => {
    const release = takeFolder(folder, 'http://localhost:3000');
    const { status, said } = start({ PORT: '39999' });
    expect(status).toBe(1);
    expect(said).toContain(
      `Millrace is already running on ${folder} (process ${process.pid}, http://localhost:3000).`,
    );
    expect(said).toContain('another MILLRACE_DATA and PORT');
    release();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('the lock of a crashed start is taken over, even when its process id is in use again', () => {
    writeFileSync(
      join(folder, 'lock'),
      JSON.stringify({ pid: process.ppid, born: 'long ago', url: 'http://localhost:1' }),
    );
    const release = takeFolder(folder, 'http://localhost:3000');
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    release();
  });

  test('a lock cut short by a power failure does not prevent a start', () => {
    writeFileSync(join(folder, 'lock'), '{"pid":');
    expect(takeFolder(folder, 'http://localhost:3000')).toBeTypeOf('function');
  });
});

describe('what a data folder remembers', () => {
  test('secrets are created once, stay the same, and are readable only by their owner', () => {
    const first = recall(folder, nothingPreset);
    const second = recall(folder, nothingPreset);
    expect(second).toEqual(first);
    expect(Buffer.from(first.secret, 'base64')).toHaveLength(32);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('the owner’s password is kept until the first start has succeeded, and then deleted', () => {
    const memory = recall(folder, nothingPreset);
    expect(recall(folder, nothingPreset).adminPassword).toBe(memory.adminPassword);
    keep(folder, { ...memory, setUp: true });
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain(memory.adminPassword);
    expect(recall(folder, nothingPreset).adminPassword).toBeNull();
  });

  test('a preset value wins over a generated one', () => {
    recall(folder, nothingPreset);
    expect(recall(folder, { ...nothingPreset, apiKey: 'mill_given', email: 'me@example.com' })).toMatchObject(
      {
        apiKey: 'mill_given',
        adminEmail: 'me@example.com',
      },
    );
  });

  test('a file of secrets that cannot be read stops the start, and is not replaced', () => {
    writeFileSync(join(folder, 'secrets.json'), '{');
    expect(() => recall(folder, nothingPreset)).toThrow('cannot be read as JSON');
  });
});

describe('options', () => {
  test('a port that another program uses is refused before anything is started', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const { status, said } = start({ PORT: String(port) });
    server.close();
    expect(status).toBe(1);
    expect(said).toContain(`Port ${port} is used by another program.`);
    expect(said).toContain(`PORT=${port + 1} npm start`);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test.each([
    ['a port that is a word', { PORT: 'three' }, 'PORT is "three"'],
    ['a port out of range', { PORT: '70000' }, 'PORT is "70000"'],
    ['a password nobody should have', { MILLRACE_ADMIN_PASSWORD: 'short' }, 'too short'],
    ['a key that is too short', { MILLRACE_SECRET: 'c2hvcnQ=' }, 'MILLRACE_SECRET is not a key'],
    [
      'an owner without an address',
      { MILLRACE_ADMIN_EMAIL: 'ada' },
      'MILLRACE_ADMIN_EMAIL is not an e-mail address',
    ],
    ['an address nobody can open', { MILLRACE_URL: 'flows.example.com' }, 'MILLRACE_URL is not an address'],
  ])('%s is refused with a sentence', (_what, env, words) => {
    expect(() => readOptions(env)).toThrow(words);
  });

  test('the demo shop runs unless it is switched off, in any spelling', () => {
    expect(readOptions({}).demo).toBe(true);
    for (const off of ['0', 'false', 'no', 'OFF']) expect(readOptions({ DEMO: off }).demo, off).toBe(false);
  });

  test('Node older than 20.9 is refused with advice, and later versions are accepted', () => {
    expect(nodeProblem('18.20.1')).toContain('needs Node.js 20.9 or later; this is 18.20.1');
    expect(nodeProblem('20.8.9')).toContain('20.9');
    for (const version of ['20.9.0', '20.20.2', '22.0.0', '24.19.0'])
      expect(nodeProblem(version), version).toBeNull();
  });

  test('--help names every setting without starting anything', () => {
    const { stdout } = spawnSync(process.execPath, [join(root, 'tools/start/start.mjs'), '--help'], {
      encoding: 'utf8',
    });
    for (const name of [
      'PORT',
      'MILLRACE_DATA',
      'DATABASE_URL',
      'TEMPORAL_ADDRESS',
      'DEMO',
      'MILLRACE_API_KEY',
      'MILLRACE_ADMIN_EMAIL',
      'MILLRACE_ADMIN_PASSWORD',
    ])
      expect(stdout).toContain(name);
  });
});

describe('builds are repeated only when needed', () => {
  test('a changed source changes the stamp, a changed test or text does not', () => {
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write('a.ts', 'one');
    const before = hashOf(folder, ['.']);
    write('a.test.ts', 'test');
    write('README.md', 'text');
    expect(hashOf(folder, ['.'])).toBe(before);
    write('a.ts', 'two');
    expect(hashOf(folder, ['.'])).not.toBe(before);
    setStamp(join(folder, 'stamp'), before);
    expect([hasStamp(join(folder, 'stamp'), before), hasStamp(join(folder, 'stamp'), 'other')]).toEqual([
      true,
      false,
    ]);
  });

  test('two starts in one checkout take turns', async () => {
    const lock = join(folder, 'building');
    const story: string[] = [];
    const work = (name: string) =>
      alone(
        lock,
        () => story.push(`${name} waits`),
        async () => {
          story.push(`${name} begins`);
          await new Promise((resolve) => setTimeout(resolve, 50));
          story.push(`${name} ends`);
        },
      );
    await Promise.all([work('one'), work('two')]);
    expect(story).toEqual(['one begins', 'two waits', 'one ends', 'two begins', 'two ends']);
  });
});

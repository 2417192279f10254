import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from './ports.mjs';
import { root } from './options.mjs';

/**
 * Runs the launcher as a user does, with a problem in its way. Expects one sentence, a next step, and no
 * process left.
 */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-problems-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function start(env: Record<string, string>): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, [join(root, 'tools/start/start.mjs')], {
    env: {
      ...process.env,
      MILLRACE_DATA: join(folder, 'data'),
      PORT: String(await freePort()),
      DEMO: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(late);
  return { status, said };
}

/** Processes that use our folder, by their command or their environment. */
function left(): string[] {
  const of = (pid: string, what: string) => {
    try {
      return readFileSync(`/proc/${pid}/${what}`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  };
  if (!existsSync('/proc'))
    return spawnSync('ps', ['-axwwo', 'args='], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line.includes(folder));
  return readdirSync('/proc').flatMap((pid) => {
    const command = /^\d+$/.test(pid) ? of(pid, 'cmdline') : '';
    return command.includes(folder) ||
      (command !== '' && of(pid, 'environ').includes(`MILLRACE_DATA=${folder}`))
      ? [command]
      : [];
  });
}

async function expectRefusal(env: Record<string, string>, ...words: string[]): Promise<void> {
  const { status, said } = await start(env);
  expect(said).not.toMatch(/\n\s+at |Error:|unexpected error/);
  expect(said).toContain('Millrace could not be started.');
  for (const each of words) expect(said).toContain(each);
  expect(status).toBe(1);
  expect(left()).toEqual([]);
  expect(existsSync(join(folder, 'data', 'lock'))).toBe(false);
}

describe('an external database', () => {
  test.each([
    [
      'with an invalid address',
      'localhost/millrace',
      'DATABASE_URL cannot be read as the address of a Postgres.',
      'postgres://user:password@host:5432/database',
    ],
    [
      'on an unknown host',
      'postgres://me:secret-word@no-such-host.invalid/millrace',
      'There is no host called no-such-host.invalid.',
      'typing error',
    ],
    [
      'that does not respond',
      'postgres://me:secret-word@127.0.0.1:1/millrace',
      'No Postgres answers at 127.0.0.1, port 1.',
      'Start it',
    ],
  ])('%s', async (_what, url, sentence, next) => {
    await expectRefusal({ DATABASE_URL: url }, sentence, next);
  });

  test('with another password, that does not exist, or whose role lacks permissions', async () => {
    const database = await createTestDatabase({ isEmpty: true });
    const url = (change: Partial<Pick<URL, 'password' | 'pathname'>>) =>
      Object.assign(new URL(database.ownerUrl), change).href;
    try {
      await expectRefusal(
        { DATABASE_URL: url({ password: 'wrong-word' }) },
        'Postgres does not accept the password of the role postgres.',
      );
      await expectRefusal(
        { DATABASE_URL: url({ pathname: '/never_made' }) },
        'There is no database called never_made',
        'create database "never_made"',
      );
      await expectRefusal({ DATABASE_URL: database.url }, 'may not create tables in the database');
      await expectRefusal(
        { DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: database.ownerUrl },
        'DATABASE_APP_URL names the role postgres, which is already used for something else.',
      );
    } finally {
      await database.drop();
    }
  }, 120_000);
});

test('an external Temporal that is down, has an invalid address, or lacks the namespace', async () => {
  const database = { DATABASE_URL: 'postgres://me@127.0.0.1:1/x' };
  // The database is checked first, so its sentence is printed.
  await expectRefusal({ ...database, TEMPORAL_ADDRESS: '127.0.0.1:1' }, 'No Postgres answers');
  await expectRefusal(
    { TEMPORAL_ADDRESS: 'http://127.0.0.1:7233' },
    'TEMPORAL_ADDRESS cannot be read as the address of a Temporal server',
    'host:port',
  );
  await expectRefusal({ TEMPORAL_ADDRESS: '127.0.0.1:1' }, 'No Temporal server answers at 127.0.0.1:1.');
  await expectRefusal(
    { TEMPORAL_ADDRESS: testTemporalAddress(), TEMPORAL_NAMESPACE: 'never-made' },
    'has no namespace called never-made.',
    'temporal operator namespace create',
  );
}, 120_000);

test('a database created by another Postgres version: parts that were starting are ended', async () => {
  mkdirSync(join(folder, 'data', 'postgres'), { recursive: true });
  chmodSync(join(folder, 'data'), 0o755);
  writeFileSync(join(folder, 'data', 'postgres', 'PG_VERSION'), '12\n');
  writeFileSync(join(folder, 'data', 'postgres', 'postmaster.opts'), '');
  await expectRefusal({}, 'was made by Postgres 12; this Millrace brings Postgres 18.');
}, 90_000);

describe('a data folder', () => {
  test('that is a file, is below a file, or is a broken link', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expectRefusal(
      { MILLRACE_DATA: join(folder, 'file') },
      `The data folder ${join(folder, 'file')} cannot be made: a file is in the way.`,
    );
    await expectRefusal({ MILLRACE_DATA: join(folder, 'file', 'data') }, 'a file is in the way');
    symlinkSync(join(folder, 'nowhere', 'at-all'), join(folder, 'data'));
    await expectRefusal({}, 'cannot be made', 'Set MILLRACE_DATA to a folder you may write to.');
  });

  // Root may write anywhere, so the check runs as an ordinary user.
  test('without write permission', () => {
    mkdirSync(join(folder, 'data', 'logs'), { recursive: true });
    chmodSync(join(folder, 'data'), 0o555);
    const module = pathToFileURL(join(root, 'tools/start/data-folder.mjs')).href;
    const script = `import(${JSON.stringify(module)}).then(({ prepareFolder }) => prepareFolder(${JSON.stringify(join(folder, 'data'))})).then(() => console.log('fine'), (error) => console.log(error.message, error.next))`;
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: '/', ...user });
    expect(stdout).toBe(
      `The data folder ${join(folder, 'data')} cannot be written to: this user has no permission. Set MILLRACE_DATA to a folder you may write to.\n`,
    );
  });

  test('with secrets that cannot be read', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'secrets.json'), '{');
    await expectRefusal({}, 'cannot be read as JSON.', 'Restore it from a backup');
  });
});

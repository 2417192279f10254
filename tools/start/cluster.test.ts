import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { root } from './options.mjs';
import { freePort } from './ports.mjs';
import { removeWholly } from './cluster.mjs';
import { startPostgres } from './postgres.mjs';
import { kill, pause, processesNaming } from './processes.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-cluster-'));
  // Postgres must be able to enter it, and as root it runs as another user.
  chmodSync(folder, 0o755);
});
afterEach(() => removeWholly(folder));

const settings = async (below: string, at = join(folder, 'postgres')) => ({
  folder: at,
  port: await freePort(),
  password: 'for-tests',
  logFile: join(folder, `${below}.log`),
  durable: false,
});
async function ask(url: string, query: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(query))];
  } finally {
    await sql.end();
  }
}
async function expectToKeep(at?: string): Promise<void> {
  const first = await startPostgres(await settings('first', at));
  await ask(first.url, `create table kept as select 'yes' as word`);
  await first.stop();
  const second = await startPostgres(await settings('second', at));
  expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'yes' }]);
  await second.stop();
}

describe('a first start that is killed', () => {
  /** Kills a launcher with all its processes after this many milliseconds. */
  async function killedAfter(milliseconds: number): Promise<void> {
    const script = `import { startPostgres } from ${JSON.stringify(pathToFileURL(join(root, 'tools/start/postgres.mjs')).href)}; await startPostgres(${JSON.stringify(await settings('killed'))}); console.log('there');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: 'ignore',
      detached: true,
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await Promise.race([pause(milliseconds), ended]);
    child.kill('SIGKILL');
    const cluster = join(folder, 'postgres');
    for (const name of readdirSync(folder).filter((each) => each.startsWith('postgres')))
      for (const pid of [
        ...processesNaming(`--pgdata=${join(folder, name)}`),
        ...processesNaming(join(folder, name)),
      ])
        kill(pid, 'SIGKILL');
    for (const pid of processesNaming(cluster)) kill(pid, 'SIGKILL');
  }

  test('at any moment, is followed by a start that succeeds', async () => {
    let unfinished = 0;
    for (const moment of [60, 150, 250, 400, 600, 900]) {
      await killedAfter(moment);
      if (!existsSync(join(folder, 'postgres', 'PG_VERSION'))) unfinished += 1;
    }
    // Otherwise no start was interrupted, and the test proves nothing.
    expect(unfinished).toBeGreaterThan(1);
    await expectToKeep();
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  }, 120_000);

  test('while a part of its server does not notice, is followed by a start that waits for that part', async () => {
    const killed = await startPostgres({ ...(await settings('killed')), durable: true });
    await ask(killed.url, `create table kept as select 'yes' as word`);
    const [part] = (await ask(
      killed.url,
      `select pid from pg_stat_activity where backend_type = 'checkpointer'`,
    )) as { pid: number }[];
    kill(part!.pid, 'SIGSTOP');
    kill(killed.child.pid!, 'SIGKILL');
    const waiting = startPostgres(await settings('after'));
    await vi.waitFor(() => expect(readFileSync(join(folder, 'after.log'), 'utf8')).toMatch(/shared memory/), {
      timeout: 20_000,
    });
    kill(part!.pid, 'SIGCONT');
    const after = await waiting;
    expect(await ask(after.url, 'select word from kept')).toEqual([{ word: 'yes' }]);
    await after.stop();
  });

  test('by an earlier release, which created the files in place, has its files moved aside and kept', async () => {
    const cluster = join(folder, 'postgres');
    mkdirSync(cluster);
    writeFileSync(join(cluster, 'PG_VERSION'), '18\n');
    mkdirSync(join(cluster, 'base'));
    await expectToKeep();
    const aside = readdirSync(folder).filter((name) => name.startsWith('postgres-never-run-'));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(folder, aside[0] ?? '', 'PG_VERSION'), 'utf8')).toBe('18\n');
  });
});

describe('the files of the database', () => {
  test('are created beside other files in their folder, as on a mounted disk', async () => {
    mkdirSync(join(folder, 'postgres', 'lost+found'), { recursive: true });
    await expectToKeep();
    expect(existsSync(join(folder, 'postgres', 'cluster', 'PG_VERSION'))).toBe(true);
    expect(existsSync(join(folder, 'postgres', 'lost+found'))).toBe(true);
  });

  test.each(['with spaces, größe, ñ and 名前', `-it's "quoted" $HOME \`x\` back\\slash; & more`])(
    'can be in a folder called %s',
    async (name) => {
      mkdirSync(join(folder, name));
      chmodSync(join(folder, name), 0o755);
      await expectToKeep(join(folder, name, 'postgres'));
    },
  );

  test('can be reached through a link', async () => {
    mkdirSync(join(folder, 'real'));
    chmodSync(join(folder, 'real'), 0o755);
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    await expectToKeep(join(folder, 'link', 'postgres'));
  });

  test('of another Postgres version are left alone, with an error', async () => {
    mkdirSync(join(folder, 'postgres'));
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
    writeFileSync(join(folder, 'postgres', 'postmaster.opts'), '');
    await expect(startPostgres(await settings('other'))).rejects.toThrow(
      /made by Postgres 17; this Millrace brings Postgres 18/,
    );
    expect(readdirSync(join(folder, 'postgres')).toSorted()).toEqual(['PG_VERSION', 'postmaster.opts']);
  });
});

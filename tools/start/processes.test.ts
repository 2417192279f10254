import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { programPart } from './parts.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { identityOf, isAlive, pause } from './processes.mjs';
import { createVoice, silent } from './say.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal } from './temporal-binary.mjs';
import { answersAt } from './watch-over.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-processes-'));
  // Postgres must be able to enter it, and as root it runs as another user.
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(20);
}

const log = (name: string) => join(folder, `${name}.log`);
const linesOf = (name: string) =>
  existsSync(log(name)) ? readFileSync(log(name), 'utf8').trim().split('\n') : [];

/** A program that prints when it begins and when it is asked to end. */
function part(name: string, layer: number) {
  const script = `console.log('begins ' + process.pid); process.on('SIGTERM', () => { require('fs').appendFileSync('${log('story')}', '${name} ends\\n'); process.exit(0); }); setInterval(() => {}, 1000)`;
  return programPart({ name, layer, args: ['-e', script], env: {}, logFile: log(name) });
}

describe('the supervisor', () => {
  test('restarts a part that dies, and says so', async () => {
    const said: string[] = [];
    const supervisor = createSupervisor(
      folder,
      createVoice((line) => said.push(line)),
    );
    const { child } = await supervisor.start(part('worker', 1));
    await until(() => linesOf('worker')[0]?.startsWith('begins') === true);
    child.kill('SIGKILL');
    await until(() => linesOf('worker').filter((line) => line.startsWith('begins')).length === 2);
    await supervisor.stopAll();
    expect(said.join('\n')).toContain(
      'worker stopped unexpectedly (signal SIGKILL). Starting it again in 1 s.',
    );
    expect(linesOf('story')).toEqual(['worker ends']);
  });

  test('stops parts before the parts that they depend on', async () => {
    const supervisor = createSupervisor(folder, silent);
    for (const [name, layer] of [
      ['database', 1],
      ['web', 3],
      ['engine', 2],
    ] as const)
      await supervisor.start(part(name, layer));
    await until(() =>
      ['database', 'web', 'engine'].every((name) => linesOf(name)[0]?.startsWith('begins') === true),
    );
    await supervisor.stopAll();
    expect(linesOf('story')).toEqual(['web ends', 'engine ends', 'database ends']);
  });

  test('kills and restarts a frozen part, and waits for one that starts slowly', async () => {
    const said: string[] = [];
    const supervisor = createSupervisor(
      folder,
      createVoice((line) => said.push(line)),
      { askEvery: 50 },
    );
    const port = await freePort();
    const script = `console.log('begins ' + process.pid); setTimeout(() => require('http').createServer((_, answer) => answer.end('ok')).listen(${port}, '127.0.0.1'), 600)`;
    const frozen = programPart({
      name: 'The worker',
      layer: 1,
      args: ['-e', script],
      env: {},
      logFile: log('frozen'),
      aliveUrl: `http://127.0.0.1:${port}/`,
    });
    const { child } = await supervisor.start({
      ...frozen,
      answers: () => answersAt(`http://127.0.0.1:${port}/`, 200),
    });
    await pause(1_500);
    expect(linesOf('frozen')).toHaveLength(1);
    child.kill('SIGSTOP');
    await until(() => linesOf('frozen').length === 2);
    expect(said.join('\n')).toContain('The worker no longer responds; ending it.');
    expect(said.join('\n')).toContain(
      'The worker stopped unexpectedly (signal SIGKILL). Starting it again in 1 s.',
    );
    await supervisor.stopAll();
  });

  test('leaves nothing behind of a part that was still starting when it stopped', async () => {
    const supervisor = createSupervisor(folder, silent);
    const starting = supervisor
      .start({
        name: 'slow',
        layer: 1,
        logFile: log('slow'),
        start: async () => {
          const { child, stop } = await part('slow', 1).start();
          await pause(400);
          return { child, stop };
        },
      })
      .catch((error: Error) => error.message);
    await until(() => linesOf('slow')[0]?.startsWith('begins') === true);
    const pid = Number(linesOf('slow')[0]?.split(' ')[1]);
    const traces = JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8')) as { pid: number }[];
    expect(traces.map((trace) => trace.pid)).toContain(pid);
    await supervisor.stopAll();
    expect(isAlive(pid)).toBe(false);
    expect(await starting).toBe('Millrace is stopping.');
    expect(existsSync(join(folder, 'processes.json'))).toBe(false);
  });

  test('ends processes that a killed launcher left running, and no others', async () => {
    const idle = () =>
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    const left: ChildProcess = idle();
    const stranger: ChildProcess = idle();
    const { pid = 0 } = left;
    const traces = [
      { name: 'The worker', ...identityOf(pid) },
      { name: 'The web app', pid: stranger.pid, born: 'long ago' },
    ];
    writeFileSync(join(folder, 'processes.json'), JSON.stringify(traces));
    await createSupervisor(folder, silent).clearOrphans();
    expect(left.exitCode !== null || left.signalCode !== null || !isAlive(pid)).toBe(true);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill('SIGKILL');
  });
});

describe('the built-in Postgres', () => {
  const settings = async () => ({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: 'for-tests',
    logFile: log('postgres'),
    durable: false,
  });
  const ask = async (url: string, query: string) => {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    try {
      return [...(await sql.unsafe(query))];
    } finally {
      await sql.end();
    }
  };

  test('keeps its data between starts, and stores text beyond ASCII', async () => {
    const first = await startPostgres(await settings());
    await ask(first.url, `create table kept as select 'yes' as word`);
    await first.stop();
    const second = await startPostgres(await settings());
    expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'yes' }]);
    expect(
      await ask(second.url, `select upper('müller é') as loud, current_setting('timezone') as zone`),
    ).toEqual([{ loud: 'MÜLLER É', zone: 'UTC' }]);
    await second.stop();
  });

  test('a server left by a killed launcher is stopped properly before the next one opens the same files', async () => {
    const orphan = await startPostgres(await settings());
    await ask(orphan.url, `create table kept as select 'yes' as word`);
    const next = await startPostgres(await settings());
    expect(await ask(next.url, 'select word from kept')).toEqual([{ word: 'yes' }]);
    expect(orphan.child.exitCode).toBe(0);
    await next.stop();
  });

  test('a process id in an old lock file that another program has now does not prevent a start', async () => {
    const first = await startPostgres(await settings());
    const file = join(folder, 'postgres', 'postmaster.pid');
    const lock = readFileSync(file, 'utf8');
    await first.stop();
    writeFileSync(file, lock.replace(/^\d+/, String(process.pid)));
    chmodSync(file, 0o644);
    const second = await startPostgres(await settings());
    expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
  });
});

test('a temporal program on the PATH is preferred, and a broken one is skipped', async () => {
  const [broken, good] = [join(folder, 'broken'), join(folder, 'good')];
  for (const [place, script] of [
    [broken, 'exit 1'],
    [good, 'echo temporal version 9.9.9'],
  ] as const) {
    mkdirSync(place);
    writeFileSync(join(place, 'temporal'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  const before = process.env['PATH'];
  process.env['PATH'] = [broken, good, before].join(delimiter);
  try {
    expect(await findTemporal(silent)).toBe(join(good, 'temporal'));
  } finally {
    process.env['PATH'] = before;
  }
});

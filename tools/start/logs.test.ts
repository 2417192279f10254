import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rotate, watchLogs } from './logs.mjs';
import { pause } from './processes.mjs';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-logs-'));
  file = join(folder, 'worker.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a small log stays as it is', () => {
  writeFileSync(file, 'x'.repeat(100));
  expect(rotate(file, 100)).toBe(false);
  expect(readdirSync(folder)).toEqual(['worker.log']);
});

test('of a growing log the newest pieces are kept, and at most three old ones', () => {
  for (let round = 0; round < 6; round += 1) {
    appendFileSync(file, `${round}`.repeat(101));
    expect(rotate(file, 100)).toBe(true);
  }
  expect(readdirSync(folder).toSorted()).toEqual([
    'worker.log',
    'worker.log.1',
    'worker.log.2',
    'worker.log.3',
  ]);
  expect(['', '.1', '.2', '.3'].map((end) => readFileSync(file + end, 'utf8').slice(0, 1))).toEqual([
    '',
    '5',
    '4',
    '3',
  ]);
});

test('its writer continues in the emptied file, and earlier lines are kept aside', async () => {
  const script = `let n = 0; const more = () => { for (let i = 0; i < 50; i += 1) console.log('line ' + (n += 1)); if (n < 20000) setImmediate(more); }; more()`;
  const log = openSync(file, 'a');
  const stop = watchLogs(folder, { limit: 60_000, interval: 5 });
  await new Promise<void>((resolve) =>
    spawn(process.execPath, ['-e', script], { stdio: ['ignore', log, log] }).once('close', () => resolve()),
  );
  await pause(50);
  stop();
  expect(statSync(file).size).toBeLessThan(150_000);
  expect(existsSync(`${file}.1`)).toBe(true);
  const lines = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
  const before = readFileSync(`${file}.1`, 'utf8').trim().split('\n');
  // No holes and no torn lines. A file truncated under a writer that does not append would begin with zeros.
  for (const line of [...before.slice(1), ...lines.slice(1)]) expect(line).toMatch(/^line \d+$/);
  expect(Number((lines.at(-1) ?? before.at(-1))?.slice(5))).toBe(20_000);
});

import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from './processes.mjs';
import { silent } from './say.mjs';
import { findTemporal } from './temporal-binary.mjs';
import { startTemporalAnywhere } from './temporal.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-temporal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settings = async (file: string) => ({
  binary: await findTemporal(silent),
  file,
  logFile: join(folder, 'temporal.log'),
});
/** Files that other users of this machine may read or write. A journal may disappear before it is checked. */
const openFiles = (of: string) =>
  readdirSync(of).filter(
    (name) => ((statSync(join(of, name), { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0,
  );

test('Temporal’s files are closed to other users, whatever this user’s umask', async () => {
  const before = process.umask(0);
  try {
    const server = await startTemporalAnywhere(await settings(join(folder, 'engine', 'temporal.db')));
    try {
      expect(readdirSync(join(folder, 'engine'))).toContain('temporal.db');
      expect(openFiles(join(folder, 'engine'))).toEqual([]);
      expect(statSync(join(folder, 'engine')).mode & 0o077).toBe(0);
    } finally {
      await server.stop();
    }
  } finally {
    process.umask(before);
  }
}, 120_000);

test('files that an earlier release left open are closed at the next start, and a leftover server on them is ended', async () => {
  const engine = join(folder, 'engine');
  const first = await startTemporalAnywhere(await settings(join(engine, 'temporal.db')));
  for (const name of readdirSync(engine))
    if (!name.endsWith('-journal')) chmodSync(join(engine, name), 0o644);
  expect(openFiles(engine)).toContain('temporal.db');
  const second = await startTemporalAnywhere(await settings(join(engine, 'temporal.db')));
  try {
    expect(openFiles(engine).filter((name) => !name.endsWith('.finished'))).toEqual([]);
    expect(first.child.pid !== undefined && isAlive(first.child.pid)).toBe(false);
  } finally {
    await second.stop();
    await first.stop();
  }
}, 120_000);

describe('a first start that was killed while the tables were created', () => {
  const half = () => {
    mkdirSync(join(folder, 'engine'));
    writeFileSync(join(folder, 'engine', 'temporal.db'), '');
    return join(folder, 'engine', 'temporal.db');
  };

  test('does not prevent the next start', async () => {
    const server = await startTemporalAnywhere({ ...(await settings(half())), isFirst: true });
    await server.stop();
    // From now on the file is kept, whatever happens to it.
    const before = statSync(join(folder, 'engine', 'temporal.db')).ino;
    await (
      await startTemporalAnywhere({
        ...(await settings(join(folder, 'engine', 'temporal.db'))),
        isFirst: true,
      })
    ).stop();
    expect(statSync(join(folder, 'engine', 'temporal.db')).ino).toBe(before);
  }, 120_000);

  test('is distinguished from a file with data, which is never deleted', async () => {
    const file = half();
    await expect(startTemporalAnywhere(await settings(file))).rejects.toThrow(
      'Temporal stopped as soon as it was started.',
    );
    expect(statSync(file).size).toBe(0);
  }, 120_000);
});

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claim, release } from './claim.mjs';
import { root } from './options.mjs';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace claim ü '));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const gone = JSON.stringify({ pid: process.pid, born: 'long ago' });

test('a claimed file cannot be claimed again until it is released', () => {
  expect(claim(file, { url: 'here' })).toBeNull();
  expect(claim(file)).toMatchObject({ pid: process.pid, url: 'here' });
  release(file);
  expect(existsSync(file)).toBe(false);
  expect(claim(file)).toBeNull();
  expect(readdirSync(folder)).toEqual(['lock']);
});

test.each([
  ['whose process is gone', gone],
  ['cut short by a power failure', '{"pid":'],
  ['that is empty', ''],
])('a claim %s is taken over', (_what, text) => {
  writeFileSync(file, text);
  expect(claim(file)).toBeNull();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
});

/**
 * A process that waits for the others, claims, holds the claim for a moment, and prints whether it got it,
 * and whether alone.
 */
function contender(number: number): Promise<string> {
  const script = `
    import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
    import { claim, release } from ${JSON.stringify(pathToFileURL(join(root, 'tools/start/claim.mjs')).href)};
    writeFileSync(${JSON.stringify(join(folder, `here.${number}`))}, '');
    while (!existsSync(${JSON.stringify(join(folder, 'go'))}));
    let had = 0, alone = true;
    for (let round = 0; round < 40; round += 1) {
      if (claim(${JSON.stringify(file)}) !== null) continue;
      had += 1;
      try { mkdirSync(${JSON.stringify(join(folder, 'inside'))}); } catch { alone = false; }
      const until = performance.now() + Math.random() * 3; while (performance.now() < until);
      try { rmdirSync(${JSON.stringify(join(folder, 'inside'))}); } catch {}
      // As often as not it is killed: the claim stays.
      if (Math.random() < 0.5) writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(gone)});
      else release(${JSON.stringify(file)});
    }
    console.log(had > 0 ? (alone ? 'alone' : 'together') : 'never');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('close', () => resolve(said.trim()));
  });
}

test('of many processes at once one has the claim at a time, even when each finds an abandoned one', async () => {
  writeFileSync(file, gone);
  const all = Array.from({ length: 6 }, (_, number) => contender(number));
  while (readdirSync(folder).filter((name) => name.startsWith('here.')).length < 6)
    await new Promise((resolve) => setTimeout(resolve, 20));
  writeFileSync(join(folder, 'go'), '');
  expect(await Promise.all(all)).not.toContain('together');
});

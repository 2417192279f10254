import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const module = JSON.stringify(fileURLToPath(new URL('end-when-frozen.ts', import.meta.url)));
const run = (program: string) =>
  spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', `import { endWhenFrozen } from ${module}; ${program}`],
    {
      encoding: 'utf8',
      timeout: 120_000,
    },
  );

test('a program that hangs is ended, and its log says why', () => {
  const { signal, stdout } = run(
    `endWhenFrozen({ level: 'fatal', msg: 'frozen' }, 3); setTimeout(() => { for (;;); }, 100)`,
  );
  expect(signal).toBe('SIGKILL');
  expect(JSON.parse(stdout)).toMatchObject({
    level: 'fatal',
    msg: 'frozen',
    time: expect.stringMatching(/^\d{4}-/) as string,
  });
}, 150_000);

test('a program that works continues, and ends when it is done', () => {
  const { signal, status, stdout } = run(
    `endWhenFrozen({ msg: 'frozen' }, 3); let turns = 0; const timer = setInterval(() => { if ((turns += 1) === 60) { clearInterval(timer); console.log('done'); } }, 100)`,
  );
  expect({ signal, status, stdout }).toEqual({ signal: null, status: 0, stdout: 'done\n' });
}, 150_000);

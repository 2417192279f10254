import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it('renders a message although the whole process was frozen in the middle for longer than any limit', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('testing/one-rendering.ts', import.meta.url))],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout });
  expect(await once(lines, 'line')).toEqual(['begins']);
  const end = once(lines, 'line');
  await wait(100);
  child.kill('SIGSTOP');
  await wait(4_000);
  child.kill('SIGCONT');
  const { said, ms } = JSON.parse(String((await end)[0])) as { said: string; ms: number };
  expect(said).toBe('done');
  // The process was frozen while the rendering was under way.
  expect(ms).toBeGreaterThan(4_000);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Milliseconds; longer than any limit of a rendering. */
const FROZEN = 4_000;

it('renders a message although the whole process was frozen in the middle for longer than any limit', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('testing/one-rendering.ts', import.meta.url))],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => String((await lines.next()).value);
  // A quick machine may be done before it is frozen, and then it is asked again.
  for (let ms = 0; ms < FROZEN;) {
    child.stdin.write('again\n');
    expect(await line()).toBe('begins');
    await wait(50);
    child.kill('SIGSTOP');
    await wait(FROZEN);
    child.kill('SIGCONT');
    const end = JSON.parse(await line()) as { said: string; ms: number };
    expect(end.said).toBe('done');
    ({ ms } = end);
  }
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

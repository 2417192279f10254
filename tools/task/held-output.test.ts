import { expect, test } from 'vitest';
import { heldOutput } from './held-output.mjs';
import { run } from './run.mjs';

test('what runs second is printed after what runs first, and everything of it', async () => {
  const printed: string[] = [];
  const to = { write: (text: string | Buffer) => printed.push(text.toString().trim()) };
  const [first, second] = [heldOutput(to), heldOutput(to)];
  first.release();
  second.write('second: begins');
  first.write('first: begins');
  expect(await run(process.execPath, ['-e', 'console.log("second: to out")'], { output: second })).toBe(0);
  expect(await run(process.execPath, ['-e', 'console.error("first: to err")'], { output: first })).toBe(0);
  expect(printed).toEqual(['first: begins', 'first: to err']);
  second.release();
  second.write('second: ends');
  expect(printed.slice(2)).toEqual(['second: begins', 'second: to out', 'second: ends']);
});

test('what is held is printed when the process ends before', async () => {
  const printed: string[] = [];
  const module = JSON.stringify(new URL('held-output.mjs', import.meta.url).href);
  const script = `
    const { heldOutput } = await import(${module});
    heldOutput(process.stdout).write('half a log');
    process.exit(3);`;
  const code = await run(process.execPath, ['--input-type=module', '-e', script], {
    output: { write: (text) => void printed.push(text.toString()) },
  });
  expect([code, ...printed]).toEqual([3, 'half a log']);
});

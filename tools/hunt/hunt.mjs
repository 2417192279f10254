// `npm run hunt [rounds]`: runs the unit tests repeatedly, with another seed for the property tests in each
// round.
// A failure is a new fault: the seed and the case are printed, and the case becomes a test.
import { randomInt } from 'node:crypto';
import { run, tool } from '../task/run.mjs';

const rounds = Number(process.argv[2] ?? 5);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('How many rounds? For example: npm run hunt 5');
  process.exit(1);
}
/** @type {number[]} */
const found = [];
for (let round = 1; round <= rounds; round++) {
  const seed = randomInt(2 ** 31);
  console.log(`\nRound ${round} of ${rounds}, seed ${seed}`);
  const code = await run(
    process.execPath,
    [tool('vitest/vitest.mjs'), 'run', '--project', 'unit', '--reporter=dot', ...process.argv.slice(3)],
    {
      env: { MILLRACE_SEED: String(seed), MILLRACE_THOROUGH: '1' },
    },
  );
  if (code !== 0) found.push(seed);
}
const seeds = found.map((seed) => `MILLRACE_THOROUGH=1 MILLRACE_SEED=${seed} npm test -- unit`).join('\n');
console.log(
  found.length === 0
    ? `\n${rounds} rounds, nothing found.`
    : `\nFailures in ${found.length} of ${rounds} rounds. To see them again:\n${seeds}`,
);
process.exitCode = found.length === 0 ? 0 : 1;

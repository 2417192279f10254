// `npm run chaos [short]`: the whole product under a shop's traffic while its parts are killed and frozen, its database connections are
// ended, and its first start is killed. Whatever was taken has to lead to its messages, each once. Prints one line of JSON for each kind
// of trouble, with load, faults, lost, doubled and unknown; ends with 1 when anything was wrong.
import { databaseConnections } from './database-connections.ts';
import { firstStarts } from './first-start.ts';
import { killAndFreeze } from './kill-and-freeze.ts';
import { keepProblems } from '../task/problems.mjs';

const short = process.argv[2] === 'short';
const say = (line: string) => console.error(line);

const TROUBLE = [
  [
    'parts killed and frozen',
    () => killAndFreeze(short ? { rounds: 1, freeze: 4, say } : { rounds: 4, freeze: 25, say }),
  ],
  // In short form the tests of the driver end connections of their own, and those of the start kill it.
  ...(short
    ? []
    : [
        [
          'database connections ended, Postgres killed',
          () => databaseConnections({ rounds: 100, kills: 5, say }),
        ] as const,
        ['first start killed', () => firstStarts({ rounds: 20, say })] as const,
      ]),
] as const;

const wrong: string[] = [];
for (const [name, run] of TROUBLE) {
  const began = performance.now();
  // What broke the run itself is told like what it found.
  const { problems, ...report } = await run().catch((error: Error) => ({ problems: [error.message] }));
  console.log(
    JSON.stringify({
      chaos: name,
      ...report,
      problems: problems.length,
      seconds: Math.round((performance.now() - began) / 1_000),
    }),
  );
  for (const problem of problems) console.error(`${name}: ${problem}`);
  wrong.push(...problems.map((problem) => `${name}: ${problem}`));
}
keepProblems('test-chaos', wrong);
process.exitCode = wrong.length > 0 ? 1 : 0;

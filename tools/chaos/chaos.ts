// `npm run chaos [short]`: the whole product under the traffic of a shop, while its parts are killed and
// frozen, its database connections are closed, and its first start is killed. Every accepted event must lead
// to its messages, each once. Prints one line of JSON for each kind of fault, with load, faults, lost,
// doubled and unknown; exits with 1 when anything was wrong.
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
  // In the short form the driver's tests close connections, and the launcher's tests kill a first start.
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
  // An error that ended the run is reported like a problem that it found.
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

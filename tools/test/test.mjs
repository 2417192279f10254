// `npm test`. Plain JavaScript that imports nothing from node_modules, because a fresh clone has none.
import { nodeProblem } from '../start/options.mjs';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  const { runTests } = await import('./run-tests.mjs');
  process.exitCode = await runTests(process.argv.slice(2));
}

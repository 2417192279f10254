// `npm test`. Plain JavaScript with nothing imported from node_modules: a fresh clone has none yet.
import { nodeProblem } from '../start/options.mjs';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  const { runTests } = await import('./run-tests.mjs');
  process.exitCode = await runTests(process.argv.slice(2));
}

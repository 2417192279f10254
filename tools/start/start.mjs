// `npm start`. Plain JavaScript with nothing imported from node_modules: a fresh clone has none yet.
import { helpText, nodeProblem } from './options.mjs';

const problem = nodeProblem(process.versions.node);
if (process.argv.includes('--help') || process.argv.includes('-h')) {
  console.log(helpText);
} else if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  const { launch } = await import('./launch.mjs');
  await launch();
}

// `npm start`. Plain JavaScript that imports nothing from node_modules, because a fresh clone has none.
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

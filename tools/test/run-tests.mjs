import { join } from 'node:path';
import { installDependencies } from '../start/install.mjs';
import { root } from '../start/options.mjs';
import { createVoice, seconds } from '../start/say.mjs';
import { messageOf, Trouble } from '../start/trouble.mjs';
import { stages } from './stages.mjs';
import { closingLine, failedNames, parseArguments, totals } from './totals.mjs';

/** @typedef {import('./totals.mjs').Outcome} Outcome */

const help = `npm test                        everything
npm test -- types lint          only these parts: ${stages.map((stage) => stage.name).join(', ')}
npm test -- unit packages/x     tests whose path contains packages/x
npm test -- browser sign-in     browser tests whose path contains sign-in
npm test -- --anew              also what nothing has changed for since it passed`;

/**
 * Runs the requested parts, or all of them, and prints the result of each at the end.
 * @param {readonly string[]} words of the command line
 * @returns {Promise<number>} exit code
 */
export async function runTests(words) {
  if (words.includes('--help') || words.includes('-h')) {
    console.log(help);
    return 0;
  }
  const { names, rest } = parseArguments(
    words,
    stages.map((stage) => stage.name),
  );
  const chosen = stages.filter((stage) => names.length === 0 || names.includes(stage.name));
  try {
    await installDependencies(createVoice(), join(root, '.cache', 'logs'));
  } catch (error) {
    console.error(messageOf(error), error instanceof Trouble ? error.next : '');
    console.log(closingLine({ passed: 0, failed: 1, skipped: 0 }));
    return 1;
  }

  /** @type {{ title: string, outcome: Outcome, took: number }[]} */
  const results = [];
  for (const stage of chosen) {
    console.log(`\n=== ${stage.title} ===`);
    const from = Date.now();
    const outcome = await stage.run(rest).catch((error) => ({
      passed: 0,
      failed: 1,
      skipped: 0,
      problems: [messageOf(error), error instanceof Trouble ? error.next : ''],
    }));
    for (const line of outcome.problems ?? []) if (line) console.log(`  ${line}`);
    results.push({ title: stage.title, outcome, took: Date.now() - from });
  }

  // Failures come last, because the end of a log is what people read, and often all that is kept.
  const failures = results.flatMap(({ title, outcome }) => [
    ...(outcome.failures ?? []),
    ...(outcome.problems ?? []).filter(Boolean).map((problem) => `${title}: ${problem}`),
  ]);
  if (failures.length > 0) console.log(`\n=== What failed ===\n${failures.join('\n')}`);
  console.log('\n=== Summary ===');
  for (const { title, outcome, took } of results) {
    const word = outcome.failed > 0 ? 'FAILED' : 'ok';
    const count = outcome.counted ? `${outcome.passed} passed, ${outcome.failed} failed` : '';
    const said = [count, outcome.reused ? `(${outcome.reused})` : ''].filter(Boolean).join(' ');
    console.log(`  ${word.padEnd(7)} ${title.padEnd(36)} ${seconds(took).padStart(8)}  ${said}`.trimEnd());
    for (const name of failedNames(outcome)) console.log(`          ${name}`);
  }
  const total = totals(results.map((result) => result.outcome));
  console.log(`\n${closingLine(total)}`);
  return total.failed > 0 ? 1 : 0;
}

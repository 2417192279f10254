import { join } from 'node:path';
import { buildChanged } from '../start/build.mjs';
import { root } from '../start/options.mjs';
import { silent } from '../start/say.mjs';

let compiled: Promise<unknown> | undefined;

/**
 * The worker as it runs in production, compiled from the sources of now: once for all test files, and not again
 * until a source changes. From sources every start took six seconds of a processor, most of them to bundle the
 * workflows.
 * @returns the file to run
 */
export async function compiledWorker(): Promise<string> {
  compiled ??= buildChanged(silent, join(root, '.cache', 'logs'), ['worker']);
  await compiled;
  return join(root, 'apps/worker/dist/main.js');
}

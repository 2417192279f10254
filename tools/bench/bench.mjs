// `npm run bench [name]`: runs one benchmark or all. Prints JSON objects, one a line, and nothing else to
// standard output.
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from '../start/install.mjs';
import { root } from '../start/options.mjs';
import { createVoice } from '../start/say.mjs';

/**
 * These measure code in their own process, so they are compiled like the programs; the others start the
 * programs.
 */
const alone = ['step', 'rehearse'];

const folder = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(folder).flatMap((file) =>
  file.endsWith('.bench.ts') ? [file.replace('.bench.ts', '')] : [],
);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));

if (unknown.length > 0 || wanted.includes('--help')) {
  console.error(`npm run bench [${names.join('|')}]`);
  process.exitCode = 1;
} else {
  const aside = createVoice((line) => console.error(line));
  await installDependencies(aside, join(root, '.cache', 'logs'));
  for (const name of wanted.length > 0 ? wanted : names) {
    aside.say(`${name} ...`);
    const code = await run(name);
    if (code !== 0) process.exitCode = 1;
    if (code !== 0) aside.say(`${name} ended with ${code}.`);
  }
}

/**
 * Runs each benchmark in its own process, so that none warms up or slows down the next.
 * @param {string} name
 * @returns {Promise<number | null>} exit code
 */
async function run(name) {
  const source = join(folder, `${name}.bench.ts`);
  const compiled = join(root, '.cache/bench', `${name}.js`);
  if (alone.includes(name))
    execFileSync(process.execPath, [join(root, 'tools/start/bundle.mjs'), source, compiled]);
  const args = alone.includes(name) ? [compiled] : ['--import', 'tsx', source];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--expose-gc', ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
}

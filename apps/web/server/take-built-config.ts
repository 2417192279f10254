import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Lets Next take its settings from what it wrote down when it built, as its own standalone server does. Otherwise it compiles
 * next.config.ts at every start, and for that loads a compiler of a hundred megabytes of native code into a server that then runs for months.
 * @param folder of the app
 */
export function takeBuiltConfig(folder: string): void {
  const file = join(folder, process.env['MILLRACE_NEXT_FOLDER'] ?? '.next', 'required-server-files.json');
  if (!existsSync(file)) return;
  const { config } = JSON.parse(readFileSync(file, 'utf8')) as { config: unknown };
  process.env['__NEXT_PRIVATE_STANDALONE_CONFIG'] = JSON.stringify(config);
}

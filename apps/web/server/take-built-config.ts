import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes Next use the settings saved by its build, as its standalone server does. Otherwise it compiles next.config.ts at every
 * start, and for that loads a native compiler of a hundred megabytes into a server that runs for months.
 * @param folder folder of the app
 */
export function takeBuiltConfig(folder: string): void {
  const file = join(folder, process.env['MILLRACE_NEXT_FOLDER'] ?? '.next', 'required-server-files.json');
  if (!existsSync(file)) return;
  const { config } = JSON.parse(readFileSync(file, 'utf8')) as { config: unknown };
  process.env['__NEXT_PRIVATE_STANDALONE_CONFIG'] = JSON.stringify(config);
}

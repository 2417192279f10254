import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AnyVerb } from '@millrace/core/verb';

const isVerb = (value: unknown): value is AnyVerb => typeof value === 'function' && 'definition' in value;
const engine = fileURLToPath(new URL('../..', import.meta.url));

/** Every verb there is, wherever it is defined. */
export async function allVerbs(
  packages: readonly string[] = ['run', 'services'],
): Promise<[name: string, verb: AnyVerb][]> {
  const files = packages.flatMap((name) =>
    readdirSync(join(engine, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/node_modules|testing\/|\.test\.ts$/.test(file))
      .map((file) => join(engine, name, file))
      .filter((file) => /\b(define|compose)Verb\(/.test(readFileSync(file, 'utf8'))),
  );
  const found = await Promise.all(
    files.map((file) => import(pathToFileURL(file).href) as Promise<Record<string, unknown>>),
  );
  return found.flatMap((names) =>
    Object.entries(names).flatMap(([name, value]) =>
      isVerb(value) ? [[name, value] as [string, AnyVerb]] : [],
    ),
  );
}

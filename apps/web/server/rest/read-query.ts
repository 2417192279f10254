import { fail, isStorable } from '@millrace/base';
import type { Operation } from './operation.ts';

const LONGEST = 2_000;

/**
 * Reads the query parameters of an operation. Unknown, repeated and overlong parameters are errors, because ignoring them would
 * silently change the result.
 * @throws MillraceError input-invalid naming the parameter
 */
export function queryOf(url: URL, { query }: Pick<Operation, 'query'>): Record<string, string> {
  const known = Object.keys(query?.shape ?? {});
  const found: Record<string, string> = {};
  if (!isText(url.search))
    refuse(
      '',
      'The parameters are not UTF-8 text, or a percent sign is not followed by two hexadecimal digits.',
    );
  for (const [name, value] of url.searchParams) {
    if (!known.includes(name))
      refuse(
        name.slice(0, 80),
        known.length === 0
          ? 'This operation has no parameters.'
          : `Unknown parameter. The parameters are: ${known.join(', ')}.`,
      );
    if (Object.hasOwn(found, name)) refuse(name, 'This is given more than once.');
    if (value.length > LONGEST) refuse(name, `This is too long: ${LONGEST} characters at most.`);
    if (!isStorable(value)) refuse(name, 'This has a zero byte, which cannot be stored.');
    found[name] = value;
  }
  return found;
}

function isText(search: string): boolean {
  try {
    decodeURIComponent(search.replaceAll('+', ' '));
    return true;
  } catch {
    return false;
  }
}

function refuse(field: string, problem: string): never {
  const shown = isStorable(field) ? field : '';
  return fail('input-invalid', {
    problems: shown ? `${shown}: ${problem}` : problem,
    fields: [{ field: shown, problem }],
  });
}

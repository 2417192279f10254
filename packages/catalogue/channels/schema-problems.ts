import type { z } from 'zod';
import type { ContentProblem } from './content-parts.ts';

/**
 * Problems that the schema reports, each with its field and the schema's sentence; empty when the content
 * fits.
 */
export function schemaProblems(schema: z.ZodType, content: unknown): ContentProblem[] {
  const parsed = schema.safeParse(content);
  if (parsed.success) return [];
  return parsed.error.issues.slice(0, 20).map((issue) => ({
    severity: 'error',
    code: 'content-shape',
    field: issue.path.join('.'),
    sentence:
      issue.path.length === 0
        ? 'The message is empty: write it first.'
        : `${fieldWords(issue.path)} cannot be used: ${issue.message}`,
  }));
}

function fieldWords(path: readonly PropertyKey[]): string {
  const [first, second, ...rest] = path;
  if (first === 'blocks' && typeof second === 'number')
    return `Block ${second + 1}${rest.length > 0 ? ` (${rest.join(' ')})` : ''}`;
  const words = path
    .map(String)
    .join(' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `The ${words}`;
}

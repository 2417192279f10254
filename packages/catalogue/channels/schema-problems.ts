import { sentencesOf } from '@millrace/flow/sentences';
import type { z } from 'zod';
import type { ContentProblem } from './content-parts.ts';

/**
 * Problems that the schema reports, each with its field and the schema's sentence; empty when the content
 * fits.
 */
export function schemaProblems(schema: z.ZodType, content: unknown): ContentProblem[] {
  const parsed = schema.safeParse(content);
  if (parsed.success) return [];
  return sentencesOf(schema, parsed.error)
    .slice(0, 20)
    .map(({ field, sentence }) => ({
      severity: 'error',
      code: 'content-shape',
      field: field ?? '',
      sentence: field === null ? 'The message is empty: write it first.' : placed(field, sentence),
    }));
}

/** With the number of the block in front, where it is about one. */
function placed(field: string, sentence: string): string {
  const block = /^blocks\.(\d+)(?:\.|$)/.exec(field)?.[1];
  return block === undefined ? sentence : `Block ${Number(block) + 1}: ${sentence}`;
}

import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { textIn } from '../reading.ts';

const config = z.strictObject({
  label: z
    .string()
    .max(80)
    .default('')
    .meta({ title: 'Label', description: 'What the marketer should type here.', control: 'text' }),
});

/** One sentence: what happens to a person at this step. */
export const template = defineNode({
  kind: '_template',
  title: 'Template',
  summary: 'When to use it, one sentence that a marketer reads in the palette.',
  family: 'action',
  icon: 'tool',
  sentence: ({ label }) => (textIn(label) === '' ? 'Do nothing yet' : `Do: ${textIn(label)}`),
  config,
  initial: {},
  example: { label: 'something' },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  meaning: {
    arrive: ({ config: { label } }) => ({ go: 'next', sentence: `Did: ${label}.` }),
  },
});

import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { textIn } from '../reading.ts';

const config = z.strictObject({
  label: z.string().max(80).default('').meta({
    title: 'Name',
    description: 'Shown on the card and in the person’s history, for example "Had enough".',
    control: 'text',
  }),
});

/** The explicit end of a branch. */
export const end = defineNode({
  kind: 'end',
  title: 'End',
  summary: 'Ends the flow for a person here, with a name for the reason if you like.',
  family: 'end',
  icon: 'flag',
  sentence: ({ label }) => (textIn(label) === '' ? 'End' : `End: ${textIn(label)}`),
  config,
  initial: {},
  example: { label: 'Had three reminders' },
  versions: {},
  ports: () => [],
  meaning: {
    arrive: ({ config: { label } }) => ({
      end: 'completed',
      sentence: label === '' ? 'Came to the end.' : `Came to the end: ${label}.`,
    }),
  },
});

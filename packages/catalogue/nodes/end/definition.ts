import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { textIn } from '../reading.ts';

const config = z.strictObject({
  label: z.string().max(80).default('').meta({
    title: 'Name',
    description: 'Written on the card and in the story of the person, for example "Had enough".',
    control: 'text',
  }),
});

/** The end of a way, said aloud. */
export const end = defineNode({
  kind: 'end',
  title: 'End',
  summary: 'Ends the way of a person here, with a name for why if you like.',
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

import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { textIn } from '../reading.ts';

const config = z.strictObject({
  label: z.string().max(80).default('').meta({
    title: 'Name',
    description: 'Shown on the card and in the person’s history, for example "Had enough".',
    control: 'text',
  }),
  outcome: z
    .enum(['none', 'reached', 'missed'])
    .default('none')
    .meta({
      title: 'How it ended',
      description:
        'Counted in the results and in rehearsals. What the flow caused is measured apart from it.',
      control: 'select',
      labels: {
        none: 'Nothing to count',
        reached: 'Good: the flow reached what it is for',
        missed: 'Bad: it did not',
      },
    }),
});

/** Codes of the outcomes, as the reason for which an entry ended. */
const REASONS = { none: 'completed', reached: 'goal-reached', missed: 'goal-missed' } as const;
const WORDS: Readonly<Record<string, string>> = { reached: ' (good)', missed: ' (bad)' };

/** The explicit end of a branch, which may say whether the flow reached what it is for. */
export const end = defineNode({
  kind: 'end',
  title: 'End',
  summary: 'Ends the flow for a person here, with a name for the reason if you like.',
  family: 'end',
  icon: 'flag',
  sentence: ({ label, outcome }) =>
    `End${textIn(label) === '' ? '' : `: ${textIn(label)}`}${WORDS[textIn(outcome)] ?? ''}`,
  config,
  initial: {},
  example: { label: 'Had three reminders', outcome: 'missed' },
  versions: {},
  ports: () => [],
  ends: ({ outcome }) => (outcome === 'reached' ? 'good' : outcome === 'missed' ? 'bad' : null),
  meaning: {
    arrive: ({ config: { label, outcome } }) => ({
      end: REASONS[outcome],
      sentence: label === '' ? 'Came to the end.' : `Came to the end: ${label}.`,
    }),
  },
});

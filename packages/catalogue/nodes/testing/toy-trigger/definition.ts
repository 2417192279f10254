import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { entryRules, exitNameProblems } from '../../entry-rules.ts';

const config = z.strictObject({
  months: z.int().min(1).max(11).default(6).meta({ title: 'Months', control: 'number', unit: 'months' }),
  ...entryRules,
});

/**
 * A trigger that only tests know: a number of months after the person was added, counted as thirty days each.
 */
export const toyTrigger = defineNode({
  kind: 'toy-trigger',
  title: 'Half birthday',
  summary: 'Lets people in some months after they were added.',
  family: 'trigger',
  icon: 'calendar',
  sentence: ({ months = 6 }) =>
    `Enters ${typeof months === 'number' ? months : 'some'} months after they were added`,
  config,
  initial: {},
  example: { months: 6 },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: ({ months, reentry, exits }) => ({
    event: 'date-reached',
    source: {
      type: 'date',
      fact: 'customer.createdAt',
      yearly: false,
      days: 30 * months,
      time: { hour: 9, minute: 0 },
    },
    filter: null,
    reentry,
    exits,
    key: 'customer',
  }),
  check: ({ exits }) => exitNameProblems(exits),
  meaning: { arrive: () => ({ go: 'next', sentence: 'Entered: half a year went by.' }) },
});

import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { entryRules, exitNameProblems } from '../../entry-rules.ts';

const config = z.strictObject({
  months: z.int().min(1).max(11).default(6).meta({ title: 'Months', control: 'number', unit: 'months' }),
  ...entryRules,
});

/** A trigger that only tests know: so many months after somebody became known, counted as thirty days each. */
export const toyTrigger = defineNode({
  kind: 'toy-trigger',
  title: 'Half birthday',
  summary: 'Lets people in some months after they became known.',
  family: 'trigger',
  icon: 'calendar',
  sentence: ({ months = 6 }) =>
    `Comes ${typeof months === 'number' ? months : 'some'} months after becoming known`,
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

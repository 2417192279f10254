import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { entryRules, exitNameProblems, isTime, timeOf, timeSchema } from '../entry-rules.ts';

const config = z.strictObject({
  at: timeSchema
    .default('09:00')
    .meta({ title: 'At', description: "Time of day in the person's own time zone.", control: 'time' }),
  ...entryRules,
});

/** One sentence: how people enter the flow. */
export const template = defineNode({
  kind: '_template',
  title: 'Template',
  summary: 'Lets people in when ..., one sentence that a marketer reads in the palette.',
  family: 'trigger',
  icon: 'calendar',
  sentence: ({ at }) => `A year after they were added${isTime(at) ? ` at ${at}` : ''}`,
  config,
  initial: {},
  example: { at: '10:00', exits: [{ event: 'customer-unsubscribed' }] },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: ({ at, reentry, exits }) => ({
    // An event that the store sends needs no source. The event a source makes is in `EVENT_TYPES`, of the
    // family `entry`.
    event: 'date-reached',
    source: { type: 'date', fact: 'customer.createdAt', yearly: false, days: 365, time: timeOf(at) },
    filter: null,
    reentry,
    exits,
    key: 'customer',
  }),
  check: ({ exits }) => exitNameProblems(exits),
  meaning: { arrive: () => ({ go: 'next', sentence: 'Entered: the date was reached.' }) },
});

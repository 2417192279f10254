import { z } from 'zod';
import { conditionSchema, defineNode } from '@millrace/flow';
import { askedOfPeople, audienceProblems, entryRules, exitNameProblems, timeSchema } from '../entry-rules.ts';
import { isEmptyCondition } from '../reading.ts';
import { scheduleOf, scheduleWords } from './schedule.ts';

const config = z.strictObject({
  every: z
    .enum(['day', 'week', 'month', 'dates'])
    .default('day')
    .meta({
      title: 'Every',
      control: 'select',
      labels: { day: 'Day', week: 'Week', month: 'Month', dates: 'Chosen days and times' },
    }),
  weekdays: z
    .array(z.int().min(1).max(7))
    .max(7)
    .default([1])
    .meta({ title: 'On', control: 'weekdays', onlyIf: { every: ['week', 'dates'] } }),
  day: z
    .int('A day of the month is whole.')
    .min(1)
    .max(31)
    .default(1)
    .meta({
      title: 'On day',
      description: 'In a shorter month it is the last day.',
      control: 'number',
      onlyIf: { every: 'month' },
    }),
  monthDays: listOf(1, 31, 'Days of the month are numbers from 1 to 31, such as 1, 15.').meta({
    title: 'Days of the month',
    description: 'Such as 1, 15. Empty means every day.',
    control: 'text',
    onlyIf: { every: 'dates' },
  }),
  months: listOf(1, 12, 'Months are numbers from 1 to 12, such as 3, 6, 9, 12.').meta({
    title: 'Months',
    description: 'Such as 3, 6, 9, 12. Empty means every month.',
    control: 'text',
    onlyIf: { every: 'dates' },
  }),
  at: timeSchema
    .default('09:00')
    .meta({ title: 'At', description: "Time of day in the store's time zone.", control: 'time' }),
  alsoAt: z
    .union([z.literal(''), timeSchema])
    .default('')
    .meta({
      title: 'And again at',
      description: 'A second time on the same days. Leave empty for once.',
      control: 'time',
      onlyIf: { every: 'dates' },
    }),
  audience: conditionSchema.optional().meta({
    title: 'Who enters',
    description:
      'In a flow about people: everybody who matches at the time of the run. Empty means every customer. A flow about the store runs once.',
    ...askedOfPeople,
    nothing: 'Every customer enters.',
  }),
  spreadMinutes: z
    .number()
    .min(0)
    .max(24 * 60)
    .default(30)
    .meta({
      title: 'Spread over',
      description: 'The people of a run enter over this many minutes.',
      control: 'number',
      unit: 'minutes',
    }),
  ...entryRules,
});

function listOf(least: number, most: number, sentence: string) {
  return z
    .string()
    .max(120)
    .default('')
    .refine(
      (text) =>
        text
          .split(/[\s,;]+/)
          .every(
            (part) => part === '' || (/^\d+$/.test(part) && Number(part) >= least && Number(part) <= most),
          ),
      sentence,
    );
}

/** The trigger of flows on a schedule: a monthly letter to an audience, a daily check of the store. */
export const scheduleTrigger = defineNode({
  kind: 'schedule-trigger',
  title: 'Schedule',
  summary: 'Starts on a schedule: for everybody in an audience, or once for the store.',
  family: 'trigger',
  icon: 'clock',
  sentence: (written) => scheduleWords(written),
  config,
  initial: { every: 'week', weekdays: [1] },
  example: {
    every: 'month',
    day: 31,
    at: '08:30',
    audience: { fact: 'customer.ordersCount', operator: 'at-least', value: 2 },
    exits: [],
  },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: (read, subject) => ({
    event: 'schedule-due',
    source: {
      type: 'schedule',
      schedule: scheduleOf(read),
      audience: isEmptyCondition(read.audience) ? null : (read.audience ?? null),
      spreadMinutes: read.spreadMinutes,
    },
    filter: null,
    reentry: read.reentry,
    exits: read.exits,
    key: subject === 'store' ? 'store' : 'customer',
  }),
  check: ({ every, weekdays, audience, exits }, _node, graph) => [
    ...(every === 'week' && weekdays.length === 0
      ? [
          {
            severity: 'error' as const,
            code: 'days-missing',
            sentence: 'Choose at least one day of the week.',
            field: 'weekdays',
          },
        ]
      : []),
    ...(graph.subject === 'store' && !isEmptyCondition(audience)
      ? [
          {
            severity: 'warning' as const,
            code: 'audience-unused',
            sentence: 'This flow is about the store and runs once each time, so “Who enters” has no effect.',
            field: 'audience',
          },
        ]
      : audienceProblems(audience, 'audience')),
    ...exitNameProblems(exits),
  ],
  meaning: { arrive: () => ({ go: 'next', sentence: 'Entered: a scheduled run.' }) },
});

import { plural } from '@millrace/base/words';
import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { entryRules, exitNameProblems, isTime, timeOf, timeSchema } from '../entry-rules.ts';
import { textIn } from '../reading.ts';

const DATES = {
  birthday: 'Birthday',
  'first-order': 'First order',
  'last-order': 'Last order',
  reorder: 'Next order due',
  'product-reorder': 'A product is due again',
  known: 'Date added',
  property: 'A date in a property',
} as const;
const PATHS = {
  birthday: 'customer.properties.birthday',
  'first-order': 'customer.firstOrderAt',
  'last-order': 'customer.lastOrderAt',
  reorder: 'customer.reorderDueAt',
  known: 'customer.createdAt',
  'product-reorder': 'customer.predicted.reorderAt',
} as const;
/** Facts about the product whose date it is. */
const PRODUCT = {
  id: 'customer.predicted.reorderProductId',
  chance: 'customer.predicted.reorderChance',
} as const;
/** Dates that come once: each has its own flow of purchases behind it. */
const ONCE: readonly unknown[] = ['reorder', 'product-reorder'];

const config = z.strictObject({
  date: z
    .enum(['birthday', 'first-order', 'last-order', 'reorder', 'product-reorder', 'known', 'property'])
    .default('birthday')
    .meta({
      title: 'Date',
      description:
        'A birthday is read from the property “birthday”. The next order is due after the person’s usual time between orders, from the third order on. A product is due again on the day that the model “Reorder date” predicts, for each product of each person; nobody enters until it has learned.',
      control: 'select',
      labels: DATES,
    }),
  property: z
    .string()
    .max(100)
    .default('')
    .meta({
      title: 'Name of the property',
      description: 'Such as membership-ends. It holds a date such as 2026-04-03.',
      control: 'text',
      onlyIf: { date: 'property' },
    }),
  chance: z
    .int('Percent are whole.')
    .min(10)
    .max(95)
    .default(30)
    .meta({
      title: 'Least chance',
      description: 'The chance that the person buys the product again within a year, from which they enter.',
      control: 'number',
      unit: '%',
      onlyIf: { date: 'product-reorder' },
    }),
  yearly: z
    .boolean()
    .default(true)
    .meta({
      title: 'Every year',
      description: 'For birthdays and anniversaries. In years without 29 February, the 28th counts.',
      control: 'switch',
      onlyIf: { date: ['birthday', 'first-order', 'last-order', 'known', 'property'] },
    }),
  when: z
    .enum(['before', 'on', 'after'])
    .default('on')
    .meta({
      title: 'When',
      control: 'select',
      labels: { before: 'Days before', on: 'On the day', after: 'Days after' },
    }),
  days: z
    .int('Days are whole.')
    .min(1)
    .max(730)
    .default(7)
    .meta({ title: 'How many days', control: 'number', unit: 'days', onlyIf: { when: ['before', 'after'] } }),
  at: timeSchema
    .default('09:00')
    .meta({ title: 'At', description: "Time of day in the person's own time zone.", control: 'time' }),
  ...entryRules,
});

const isChoice = (value: unknown): value is keyof typeof DATES =>
  typeof value === 'string' && Object.hasOwn(DATES, value);

/** The trigger of flows about a date of each person. */
export const dateTrigger = defineNode({
  kind: 'date-trigger',
  title: 'Date',
  summary:
    'Lets each person in on, before or after a date of their own, such as a birthday or the end of a membership.',
  family: 'trigger',
  icon: 'calendar',
  sentence({ date = 'birthday', property, when = 'on', days = 7, at = '09:00', yearly = true }) {
    const choice = isChoice(date) ? date : 'birthday';
    const name = choice === 'property' ? textIn(property) : DATES[choice].toLowerCase();
    if (name === '') return 'Choose a date of the person';
    const count = typeof days === 'number' && Number.isFinite(days) ? days : 0;
    const lead =
      when === 'before' || when === 'after'
        ? `Enters ${count === 1 ? 'a day' : plural(count, 'day')} ${when} `
        : 'Enters on ';
    const what =
      choice === 'birthday'
        ? 'their birthday'
        : choice === 'property'
          ? `“${name}”`
          : choice === 'known'
            ? 'the day they were added'
            : choice === 'reorder'
              ? 'the day their next order is due'
              : choice === 'product-reorder'
                ? 'the day they are due to buy a product again'
                : `their ${name}`;
    return `${lead}${what}${yearly === false || ONCE.includes(choice) ? '' : ', every year'}${isTime(at) ? ` at ${at}` : ''}`;
  },
  config,
  initial: { date: 'birthday' },
  example: {
    date: 'birthday',
    when: 'before',
    days: 3,
    at: '10:00',
    exits: [{ event: 'customer-unsubscribed' }],
  },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: ({ date, property, chance, yearly, when, days, at, reentry, exits }) => ({
    event: 'date-reached',
    source: {
      type: 'date',
      fact: date === 'property' ? `customer.properties.${property.trim()}` : PATHS[date],
      yearly: yearly && !ONCE.includes(date),
      days: when === 'before' ? -days : when === 'after' ? days : 0,
      time: timeOf(at),
      ...(date === 'product-reorder' ? { products: { ...PRODUCT, least: chance / 100 } } : {}),
    },
    filter: null,
    reentry,
    exits,
    key: date === 'product-reorder' ? 'product' : 'customer',
  }),
  check: ({ date, property, yearly, when, exits }) => [
    ...(date === 'property' && property.trim() === ''
      ? [
          {
            severity: 'error' as const,
            code: 'property-missing',
            sentence: 'Say which property holds the date.',
            field: 'property',
          },
        ]
      : []),
    ...(!yearly && when === 'before' && (date === 'first-order' || date === 'last-order' || date === 'known')
      ? [
          {
            severity: 'error' as const,
            code: 'date-past',
            sentence: 'Days before a past date never come. Choose days after it, or every year.',
            field: 'when',
          },
        ]
      : []),
    ...exitNameProblems(exits),
  ],
  meaning: {
    arrive: ({ facts, config: { date } }) => ({
      go: 'next',
      sentence:
        date === 'product-reorder' && facts.product
          ? `Entered: “${facts.product.title}” is due again.`
          : 'Entered: the date was reached.',
    }),
  },
});

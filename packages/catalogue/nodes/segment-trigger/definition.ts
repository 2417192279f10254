import { z } from 'zod';
import { conditionSchema, defineNode, type Condition } from '@millrace/flow';
import { askedOfPeople, audienceProblems, entryRules, exitNameProblems } from '../entry-rules.ts';
import { conditionWords, isEmptyCondition } from '../reading.ts';

const config = z.strictObject({
  condition: conditionSchema.optional().meta({
    title: 'Segment',
    description:
      'Who belongs to it. Checked again whenever something about a person changes, and as time passes.',
    ...askedOfPeople,
    nothing: 'Nobody is chosen yet.',
  }),
  crossing: z
    .enum(['entered', 'left'])
    .default('entered')
    .meta({
      title: 'Enters when somebody',
      control: 'select',
      labels: { entered: 'begins to match', left: 'stops matching' },
    }),
  present: z
    .boolean()
    .default(false)
    .meta({
      title: 'Also people who match now',
      description:
        'Everybody who matches when the flow is published enters too. Otherwise only people who begin to match later.',
      control: 'switch',
      onlyIf: { crossing: 'entered' },
    }),
  ...entryRules,
});

/** The trigger of flows about people who begin or stop to match a condition: lapsed, loyal, at risk. */
export const segmentTrigger = defineNode({
  kind: 'segment-trigger',
  title: 'Segment',
  summary: 'Lets people in when they begin, or stop, to match a condition, such as no order for 60 days.',
  family: 'trigger',
  icon: 'users',
  sentence({ condition, crossing }) {
    const words = condition === undefined || condition === null ? 'always' : conditionWords(condition);
    if (words === 'always') return 'Choose who belongs to the segment';
    return `${crossing === 'left' ? 'Stops matching' : 'Begins to match'}: ${words}`;
  },
  config,
  initial: {},
  example: {
    condition: { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 60 },
    reentry: { rule: 'after', days: 90 },
    exits: [{ event: 'order-placed', match: 'customer' }],
  },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: ({ condition, crossing, present, reentry, exits }) => ({
    event: crossing === 'left' ? 'segment-left' : 'segment-entered',
    source: {
      type: 'segment',
      condition: condition ?? ALL,
      crossing,
      present: present && crossing === 'entered',
    },
    filter: null,
    reentry,
    exits,
    key: 'customer',
  }),
  check: ({ condition, exits }) => [
    ...(isEmptyCondition(condition)
      ? [
          {
            severity: 'error' as const,
            code: 'segment-empty',
            sentence:
              'Say who belongs to the segment. Without a condition everybody does, so nobody would ever enter it.',
            field: 'condition',
          },
        ]
      : audienceProblems(condition, 'condition')),
    ...exitNameProblems(exits),
  ],
  meaning: {
    arrive: ({ config: { crossing } }) => ({
      go: 'next',
      sentence: crossing === 'left' ? 'Entered: no longer in the segment.' : 'Entered: now in the segment.',
    }),
  },
});

const ALL: Condition = { all: [] };

import { z } from 'zod';
import { capital, listed } from '@millrace/base/words';
import { defineNode, STORE_NUMBERS, storeNumber, type Condition } from '@millrace/flow';
import { entryRules, exitNameProblems } from '../entry-rules.ts';

const IDS = STORE_NUMBERS.map(({ id }) => id);

const config = z.strictObject({
  numbers: z
    .array(z.enum(IDS))
    .max(IDS.length)
    .default([])
    .meta({
      title: 'Numbers',
      description: 'Which numbers start the flow. Empty means all of them.',
      control: 'choices',
      labels: Object.fromEntries(STORE_NUMBERS.map(({ id, title }) => [id, title])),
      placeholder: 'All numbers',
    }),
  direction: z
    .enum(['worse', 'any'])
    .default('worse')
    .meta({
      title: 'Direction',
      control: 'select',
      description: 'Worse is fewer orders, and more returns or tickets.',
      labels: { worse: 'Worse than usual', any: 'Worse or better than usual' },
    }),
  ...entryRules,
});

/** The trigger of flows that start when a number of the store is not what it usually is. */
export const anomalyTrigger = defineNode({
  kind: 'anomaly-trigger',
  title: 'A number is unusual',
  summary: 'Starts once for each number of the store that was not as usual on the last whole day.',
  family: 'trigger',
  icon: 'trend-down',
  subjects: ['store'],
  sentence: (written) => {
    const { numbers, direction } = written;
    const chosen = Array.isArray(numbers)
      ? numbers.flatMap((id) => storeNumber(String(id))?.title.toLowerCase() ?? [])
      : [];
    const how = direction === 'any' ? 'not as usual' : 'worse than usual';
    if (chosen.length === 0) return `Any number of the store is ${how}`;
    const [first, second, ...more] = chosen;
    const named = [first, second, more.length > 0 ? `${more.length} more` : undefined];
    return `${capital(listed(named.filter((name) => name !== undefined)))}: ${how}`;
  },
  config,
  initial: {},
  example: { numbers: ['orders', 'cart-conversion'], direction: 'worse', exits: [] },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: ({ numbers, direction, reentry, exits }) => ({
    event: 'metric-anomaly',
    filter: filterOf(numbers, direction),
    reentry,
    exits,
    key: 'store',
  }),
  check: ({ exits }) => exitNameProblems(exits),
  meaning: {
    arrive: ({ facts }) => {
      const title = facts.enrolment.event?.properties['title'];
      return {
        go: 'next',
        sentence:
          typeof title === 'string'
            ? `Entered: ${title} was not as usual.`
            : 'Entered: a number was not as usual.',
      };
    },
  },
});

/** An event of another system may leave out whether it is bad, and then counts as bad. */
function filterOf(numbers: readonly string[], direction: 'worse' | 'any'): Condition | null {
  const parts: Condition[] = [
    ...(numbers.length > 0
      ? [{ fact: 'event.properties.metric', operator: 'is-one-of' as const, value: [...numbers] }]
      : []),
    ...(direction === 'worse'
      ? [{ not: { fact: 'event.properties.isWorse', operator: 'is' as const, value: false } }]
      : []),
  ];
  return parts.length === 0 ? null : { all: parts };
}

import { taskWork } from '@millrace/connectors/work';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import {
  ANSWER_SETS,
  askingAsks,
  askingFields,
  askingMeaning,
  ASKING_NEEDS,
  askingPorts,
  askingProblems,
  askingSentence,
  variablesOfAsking,
} from '../asking.ts';
import { isZero } from '../duration.ts';

const ROLES = ['owner', 'marketer', 'approver'] as const;
const WAITS = { waits: true };

const { details, facts, who, person, within, ...after } = askingFields(
  taskWork.id,
  ROLES,
  { amount: 2, unit: 'days' },
  WAITS,
);
const config = z.strictObject({
  title: z.string().trim().max(500).default('').meta({
    title: 'What is to be done?',
    control: 'text',
    description: 'One line, such as Call {{ customer.firstName }} about the cart',
    needed: true,
  }),
  details,
  facts,
  who,
  person,
  within,
  waits: z.boolean().default(false).meta({
    title: 'Wait until it is done',
    control: 'switch',
    description: 'Otherwise the flow goes on at once, and the task stays.',
  }),
  ...after,
  assumed: z
    .enum(['done', 'cancelled', 'nobody'])
    .default('done')
    .meta({
      title: 'In rehearsals and for the holdout',
      control: 'select',
      description: 'They get no task.',
      labels: { done: 'Done', cancelled: 'Cancelled', nobody: 'Not done in time' },
      onlyIf: WAITS,
    }),
});
type Config = z.output<typeof config>;

const asking = (written: Config) => ({ ...written, risk: '' });

/** Hands something to a person. */
export const taskNode = defineNode({
  kind: 'task',
  title: 'Task for the team',
  summary: 'Asks a person of your team to do something, with all they need to know.',
  family: 'action',
  icon: 'check-circle',
  config,
  initial: { title: '' },
  example: {
    title: 'Call {{ customer.firstName }} about the cart',
    details: 'They left a large cart at the payment step.',
    facts: [{ label: 'Cart', value: '{{ cart.total }}' }],
    who: 'marketer',
    within: { amount: 4, unit: 'hours' },
    waits: true,
    escalate: 'owner',
    escalateWithin: { amount: 4, unit: 'hours' },
  },
  versions: {},
  ports: ({ waits }) =>
    waits === true ? askingPorts(taskWork) : [{ id: 'next', label: 'Next', optional: true }],
  sentence: (written) => askingSentence(written, 'Ask a person'),
  check: (written) => askingProblems(asking(written), 'Say what is to be done.'),
  asks: askingAsks,
  needs: () => ASKING_NEEDS,
  takesTime: ({ waits, within }) => waits === true && (within === undefined || !isZero(within)),
  uses: variablesOfAsking,
  sets: ANSWER_SETS,
  meaning: askingMeaning(taskWork, asking),
});

import { approvalWork } from '@millrace/connectors/work';
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

/** Roles that may decide. */
const ROLES = ['owner', 'approver'] as const;

const { details, facts, ...people } = askingFields(approvalWork.id, ROLES, { amount: 24, unit: 'hours' }, {});
const config = z.strictObject({
  title: z.string().trim().max(500).default('').meta({
    title: 'What should they approve?',
    control: 'text',
    description: 'One line, such as Release order {{ order.number }}?',
    needed: true,
  }),
  details,
  facts,
  risk: z.string().trim().max(500).default('').meta({
    title: 'The risk, in a sentence',
    control: 'text',
    description: 'What a wrong yes costs. It stands beside the button.',
  }),
  ...people,
  assumed: z
    .enum(['approved', 'sent-back', 'nobody'])
    .default('approved')
    .meta({
      title: 'In rehearsals and for the holdout',
      control: 'select',
      description: 'Nobody is asked about them.',
      labels: { approved: 'Approved', 'sent-back': 'Sent back', nobody: 'No answer' },
    }),
});
type Config = z.output<typeof config>;

const asking = (written: Config) => ({ ...written, waits: true });

/** Goes on only when a person agrees. */
export const approvalNode = defineNode({
  kind: 'approval',
  title: 'Approval',
  summary: 'Waits until a person approves or sends it back, with a deadline and somebody to ask after it.',
  family: 'action',
  icon: 'approve',
  config,
  initial: { title: '' },
  example: {
    title: 'Release order {{ order.number }}?',
    details: 'The address and the card are from different countries.',
    facts: [{ label: 'Amount', value: '{{ order.total }}' }],
    risk: 'A false order costs its goods.',
    who: 'approver',
    within: { amount: 24, unit: 'hours' },
    escalate: 'owner',
    escalateWithin: { amount: 24, unit: 'hours' },
  },
  versions: {},
  ports: () => askingPorts(approvalWork),
  sentence: (written) => askingSentence(written, 'Wait for a yes'),
  check: (written) => askingProblems(asking(written), 'Say what they should approve.'),
  asks: askingAsks,
  needs: () => ASKING_NEEDS,
  takesTime: ({ within }) => within === undefined || !isZero(within),
  uses: variablesOfAsking,
  sets: ANSWER_SETS,
  meaning: askingMeaning(approvalWork, asking),
});

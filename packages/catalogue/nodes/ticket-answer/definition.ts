import { ANSWER_LENGTH } from '@millrace/connectors/acts';
import { ticketWork } from '@millrace/connectors/work';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';
import { reviewed } from '../reviewed.ts';

const config = z.strictObject({
  text: z.string().trim().max(ANSWER_LENGTH).default('').meta({
    title: 'Answer',
    control: 'textarea',
    description: 'The customer gets it. May have placeholders, such as {{ order.number }}.',
    needed: true,
  }),
  close: z.boolean().default(false).meta({
    title: 'Close the ticket with it',
    control: 'switch',
    description: 'It opens again when the customer answers.',
  }),
});

/** Answers the ticket that the flow is about. */
export const ticketAnswer = reviewed(
  defineNode({
    kind: 'ticket-answer',
    title: 'Answer a ticket',
    summary: 'Answers the customer in your help desk, after a person has read the answer if you want.',
    family: 'action',
    icon: 'message',
    person: true,
    subjects: ['ticket'],
    config,
    initial: { text: '' },
    example: { text: 'Order {{ order.number }} is on its way.', close: true },
    versions: {},
    ports: () => outcomePorts('Answered'),
    sentence: ({ text }) =>
      textIn(text) === ''
        ? 'Answer the ticket: write the answer'
        : `Answer the ticket: “${textIn(text).slice(0, 60)}”`,
    check: ({ text }) => (text === '' ? [fieldProblem('text', 'Write the answer.')] : []),
    uses: ({ text }) => decisionsNamedIn(text),
    ...oneCall('answer-ticket', ({ text, close }: z.output<typeof config>) => ({
      input: { text, close },
      sentence: 'Will answer the ticket.',
    })),
  }),
  {
    work: ticketWork,
    title: 'Read the answer to {{ customer.firstName | default: "a customer" }}',
    risk: 'A wrong answer costs a second message, and some trust.',
    texts: [{ name: 'text', label: 'Answer', long: true, most: ANSWER_LENGTH }],
    usual: true,
    within: { amount: 4, unit: 'hours' },
  },
);

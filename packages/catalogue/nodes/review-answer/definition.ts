import { ANSWER_LENGTH } from '@millrace/connectors/acts';
import { reviewWork } from '@millrace/connectors/work';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';
import { reviewed } from '../reviewed.ts';

const config = z.strictObject({
  text: z.string().trim().max(ANSWER_LENGTH).default('').meta({
    title: 'Answer',
    control: 'textarea',
    description: 'Everybody can read it. May have placeholders, such as {{ customer.firstName }}.',
    needed: true,
  }),
});

/** Answers the review that began the flow. */
export const reviewAnswer = reviewed(
  defineNode({
    kind: 'review-answer',
    title: 'Answer a review',
    summary: 'Answers the review that began the flow, after a person has read the answer.',
    family: 'action',
    icon: 'star',
    person: true,
    config,
    initial: { text: '' },
    example: { text: 'Thank you, {{ customer.firstName | default: "and welcome" }}.' },
    versions: {},
    ports: () => outcomePorts('Answered'),
    sentence: ({ text }) =>
      textIn(text) === ''
        ? 'Answer the review: write the answer'
        : `Answer the review: “${textIn(text).slice(0, 60)}”`,
    check: ({ text }) => (text === '' ? [fieldProblem('text', 'Write the answer.')] : []),
    uses: ({ text }) => decisionsNamedIn(text),
    ...oneCall('answer-review', ({ text }: z.output<typeof config>) => ({
      input: { text },
      sentence: 'Will answer the review.',
    })),
  }),
  {
    work: reviewWork,
    title: 'Read the answer to a review',
    risk: 'Everybody who looks at the product reads it.',
    texts: [{ name: 'text', label: 'Answer', long: true, most: ANSWER_LENGTH }],
    usual: true,
    within: { amount: 2, unit: 'days' },
  },
);

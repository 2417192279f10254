import { defineNode, type Problem } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, onceAnswered } from '../acting.ts';
import { factsField } from '../facts-field.ts';
import { decisionsNamedIn, fieldProblem, recordsIn, textIn } from '../reading.ts';
import { recipientFields, recipientProblems, recipientsOf, recipientWords } from '../recipients.ts';

const config = z.strictObject({
  ...recipientFields,
  subject: z.string().trim().max(250).default('').meta({
    title: 'Subject',
    control: 'text',
    description: 'May have placeholders, such as {{ customer.firstName }}.',
    needed: true,
  }),
  text: z.string().trim().max(5_000).default('').meta({
    title: 'Text',
    control: 'textarea',
    description: 'May have placeholders. Leave an empty line between paragraphs.',
  }),
  facts: factsField('Facts', 'One line each, such as Total: {{ order.total | money }}.'),
  ...actingFields,
});
type Config = z.output<typeof config>;

/** Sends an e-mail to people of the team. It is no marketing: no consent, cap or quiet hours apply. */
export const mailTeamNode = defineNode({
  kind: 'mail-team',
  title: 'E-mail to the team',
  summary: 'Sends people of your team an e-mail about what the flow is about. The flow goes on at once.',
  family: 'action',
  icon: 'envelope',
  config,
  initial: { subject: '' },
  example: {
    who: 'owner',
    addresses: 'warehouse@example.com',
    subject: 'Large order from {{ customer.firstName | default: "somebody new" }}',
    text: 'Please pack it with care.',
    facts: [{ label: 'Spent so far', value: '{{ customer.totalSpent | money }}' }],
  },
  versions: {},
  ports: actingPorts,
  sentence(written) {
    const subject = textIn(written['subject']);
    const whom = recipientWords(written);
    return subject === '' ? `E-mail ${whom}` : `E-mail ${whom}: “${subject}”`;
  },
  check: problemsOf,
  uses: ({ subject, text, facts }) =>
    decisionsNamedIn([subject, text, ...recordsIn(facts).map((fact) => textIn(fact['value']))].join(' ')),
  meaning: {
    arrive: ({ config: written }) => ({
      call: { capability: 'write-to-team', input: inputOf(written), assumed: null },
      sentence: `Will e-mail ${recipientWords(written)}.`,
    }),
    wake: onceAnswered,
  },
});

const inputOf = ({ subject, text, facts, ...whom }: Config) => ({
  ...recipientsOf(whom),
  subject,
  text,
  facts,
});

function problemsOf(written: Config): readonly Omit<Problem, 'node'>[] {
  return [
    ...(written.subject === '' ? [fieldProblem('subject', 'Give the e-mail a subject.')] : []),
    ...recipientProblems(written),
  ];
}

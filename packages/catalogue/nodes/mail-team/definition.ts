import { listed } from '@millrace/base/words';
import { MOST_ADDRESSES, WORK_ROLE_LABELS, WORK_ROLES } from '@millrace/connectors/acts';
import { defineNode, type Problem } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, afterActing } from '../acting.ts';
import { factsField } from '../facts-field.ts';
import { decisionsNamedIn, fieldProblem, recordsIn, textIn } from '../reading.ts';

const NOBODY = 'nobody';
const PERSON = 'person';

const config = z.strictObject({
  who: z
    .enum(['everyone', ...WORK_ROLES, PERSON, NOBODY])
    .default('owner')
    .meta({
      title: 'Members of the team',
      control: 'select',
      labels: {
        everyone: 'The whole team',
        ...WORK_ROLE_LABELS,
        [PERSON]: 'One team member',
        [NOBODY]: 'None, only the addresses below',
      },
    }),
  person: z
    .string()
    .max(64)
    .default('')
    .meta({ title: 'Team member', control: 'member', onlyIf: { who: PERSON }, needed: true }),
  addresses: z.string().max(2_600).default('').meta({
    title: 'Further addresses',
    control: 'text',
    description: 'Of people who do not use Millrace, such as warehouse@example.com. Commas between them.',
  }),
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
    const whom = whoIn(written['who'], addressesIn(textIn(written['addresses'])));
    return subject === '' ? `E-mail ${whom}` : `E-mail ${whom}: “${subject}”`;
  },
  check: problemsOf,
  uses: ({ subject, text, facts }) =>
    decisionsNamedIn([subject, text, ...recordsIn(facts).map((fact) => textIn(fact['value']))].join(' ')),
  meaning: {
    arrive: ({ config: written }) => ({
      call: { capability: 'write-to-team', input: inputOf(written), assumed: null },
      sentence: `Will e-mail ${whoIn(written.who, addressesIn(written.addresses))}.`,
    }),
    wake: ({ config: { ifNotDone } }, wake) => (wake.type === 'answer' ? afterActing(ifNotDone, wake) : null),
  },
});

const addressesIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** "the owners and warehouse@example.com". */
function whoIn(who: unknown, addresses: readonly string[]): string {
  const role = WORK_ROLES.find((one) => one === who);
  const members =
    who === NOBODY
      ? []
      : who === PERSON
        ? ['a team member']
        : [
            role
              ? WORK_ROLE_LABELS[role].toLowerCase()
              : who === 'everyone'
                ? 'the whole team'
                : 'the owners',
          ];
  const all = [...members, ...addresses.slice(0, MOST_ADDRESSES)];
  return all.length === 0 ? 'the team' : listed(all);
}

function inputOf({ who, person, addresses, subject, text, facts }: Config) {
  const role = WORK_ROLES.find((one) => one === who) ?? null;
  return {
    members: who === NOBODY ? null : { role, person: who === PERSON ? person : null },
    addresses: [...addressesIn(addresses)],
    subject,
    text,
    facts,
  };
}

const isAddress = (text: string) => z.email().max(254).safeParse(text).success;

function problemsOf({ who, person, addresses, subject }: Config): readonly Omit<Problem, 'node'>[] {
  const given = addressesIn(addresses);
  const wrong = given.find((one) => !isAddress(one));
  return [
    ...(subject === '' ? [fieldProblem('subject', 'Give the e-mail a subject.')] : []),
    ...(who === PERSON && person === '' ? [fieldProblem('person', 'Choose a team member.')] : []),
    ...(who === NOBODY && given.length === 0
      ? [fieldProblem('addresses', 'Say who gets it: members of the team, or an address.')]
      : []),
    ...(wrong === undefined ? [] : [fieldProblem('addresses', `“${wrong}” is not an e-mail address.`)]),
    ...(given.length > MOST_ADDRESSES
      ? [fieldProblem('addresses', `At most ${MOST_ADDRESSES} addresses.`)]
      : []),
  ];
}

import { listed } from '@millrace/base/words';
import { MOST_ADDRESSES, WORK_ROLE_LABELS, WORK_ROLES } from '@millrace/connectors/acts';
import type { Problem } from '@millrace/flow';
import { z } from 'zod';
import { fieldProblem, textIn } from './reading.ts';

const NOBODY = 'nobody';
const PERSON = 'person';

/** Who gets an e-mail of the team. */
export const recipientFields = {
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
};
export type Recipients = z.output<z.ZodObject<typeof recipientFields>>;

const addressesIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** "the owners and warehouse@example.com", of a config that may be unfinished. */
export function recipientWords({ who, addresses: written }: Readonly<Record<string, unknown>>): string {
  const addresses = addressesIn(textIn(written));
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

/** As the capability takes them. */
export function recipientsOf({ who, person, addresses }: Recipients) {
  const role = WORK_ROLES.find((one) => one === who) ?? null;
  return {
    members: who === NOBODY ? null : { role, person: who === PERSON ? person : null },
    addresses: [...addressesIn(addresses)],
  };
}

const isAddress = (text: string) => z.email().max(254).safeParse(text).success;

export function recipientProblems({ who, person, addresses }: Recipients): readonly Omit<Problem, 'node'>[] {
  const given = addressesIn(addresses);
  const wrong = given.find((one) => !isAddress(one));
  return [
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

import { cutTo, fail } from '@millrace/base';
import { z } from 'zod';
import { done } from '../act.ts';
import { mailTeam } from '../acts/mail-team.ts';
import { defineConnector } from '../connector-kind.ts';
import { ownAct } from '../own-act.ts';
import type { TeamMail } from '../team-mail.ts';

/** Lengths once the texts are filled in, in characters. */
const SUBJECT = 200;
const LINE = 4_000;
const VALUE = 1_000;

const mail = ownAct({
  sentence: 'It is written in the transaction that settles the call: once or not at all.',
  texts(input): Record<string, string> {
    const { subject, text, facts } = mailTeam.input.parse(input);
    const values = facts.map(({ value }, index) => [`fact/${index}`, value]);
    return { subject, text, ...Object.fromEntries(values) };
  },
  request: ({ input, texts }) => ({ via: 'team-mail', mail: mailOf(input, texts) }),
  outcome: (answer, { input, texts }) =>
    done(answer.found ?? null, `E-mail to the team: “${mailOf(input, texts).subject}”.`),
});

/**
 * The e-mail with its texts filled in; facts that are empty here are left out.
 * @throws MillraceError input-invalid if the subject is empty
 */
export function mailOf(input: unknown, texts: Readonly<Record<string, string>>): TeamMail {
  const { members, addresses, facts, report } = mailTeam.input.parse(input);
  const subject = cutTo((texts['subject'] ?? '').trim().replace(/\s+/g, ' '), SUBJECT).trim();
  if (subject === '') return fail('input-invalid', { problems: 'The subject is empty here', fields: [] });
  const paragraphs = (texts['text'] ?? '').split(/\n\s*\n/).map((part) => cutTo(part.trim(), LINE));
  const shown = facts.flatMap(({ label }, index) => {
    const value = cutTo((texts[`fact/${index}`] ?? '').trim(), VALUE);
    return value === '' ? [] : [label === '' ? value : `${label}: ${value}`];
  });
  return {
    members,
    addresses: [...new Set(addresses.map((address) => address.toLowerCase()))],
    subject,
    lines: [...paragraphs, ...shown].filter((line) => line !== ''),
    report,
  };
}

export const ownMail = defineConnector({
  id: 'own-mail',
  title: 'E-mail to the team',
  summary: 'Sends an e-mail to people of your team, through the mail connection of the store.',
  icon: 'envelope',
  capabilities: ['act-write-to-team'],
  config: z.object({}),
  example: {},
  builtIn: true,
  rate: () => null,
  acts: { 'write-to-team': mail },
});

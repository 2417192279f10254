import { fail } from '@millrace/base';
import { defineVerb, type Context, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { z } from 'zod';

export const MAIL_WANTS = ['off', 'each', 'daily'] as const;

const choiceSchema = z.strictObject({
  wants: z
    .enum(MAIL_WANTS)
    .describe(
      '`each`: one for each thing given to them or their role; `daily`: a summary of all that is open',
    ),
  minute: z
    .int()
    .min(0)
    .max(1_439)
    .describe('Minute of the day of the summary, in the time zone of the store'),
});
export type MailChoice = Shape<typeof choiceSchema>;

/** What somebody gets who has not chosen: an e-mail for each. The summary would come at eight. */
export const DEFAULT_CHOICE: MailChoice = { wants: 'each', minute: 480 };

/** The choices of those who made one, by their id. */
export async function mailChoices(tx: Tx): Promise<ReadonlyMap<string, MailChoice>> {
  const rows = await tx<
    (MailChoice & { person: string })[]
  >`select person, wants, minute from work_mail_choices`;
  return new Map(rows.map(({ person, ...choice }) => [person, choice]));
}

/** An API key gets no e-mails. */
function signedIn({ actor }: Context): string {
  return actor.type === 'person' && actor.id !== null
    ? actor.id
    : fail('not-allowed', { permission: 'choose e-mails for a member of the team' });
}

/** Which e-mails about work the caller gets. @throws MillraceError not-allowed for an API key */
export const readWorkMail = defineVerb({
  name: 'work-mail-read',
  permission: 'flows:read',
  input: z.strictObject({}),
  output: choiceSchema,
  run: async (tx, _input, context) => (await mailChoices(tx)).get(signedIn(context)) ?? DEFAULT_CHOICE,
});

/** Chooses which e-mails about work the caller gets. @throws MillraceError not-allowed for an API key */
export const chooseWorkMail = defineVerb({
  name: 'work-mail-chosen',
  permission: 'flows:read',
  input: choiceSchema,
  output: choiceSchema,
  run: async (tx, { wants, minute }, context) => {
    await tx`insert into work_mail_choices (workspace_id, person, wants, minute)
      values (${context.workspaceId}, ${signedIn(context)}, ${wants}, ${minute})
      on conflict (workspace_id, person) do update set wants = excluded.wants, minute = excluded.minute`;
    return { wants, minute };
  },
  audit: ({ wants }) => ({
    subject: { type: 'person', id: null },
    summary: `Chose which e-mails about work to get: ${wants}`,
  }),
});

import type { Instant } from '@millrace/base';
import { channelTo } from '@millrace/channels';
import type { TeamMail } from '@millrace/connectors';
import { readTeam } from '@millrace/core/store';
import type { CallRow } from '@millrace/core/rows';
import { newId, type Tx } from '@millrace/db';
import { connectionsFor } from '../messages/queue-for.ts';

/** What a call asked to send to the team. They are the result of the call, and are erased with it. Paragraphs of the text have an empty line between them. */
export type TeamMailTexts = Readonly<Record<'subject' | 'text', string>>;

const REFUSED = {
  carrier: { reason: 'connection-missing', sentence: 'Not sent: no connected system can send e-mails.' },
  nobody: { reason: 'nobody', sentence: 'Not sent: nobody in the team is meant by this.' },
} as const;

/**
 * Writes an e-mail for each recipient, in the transaction that settles the call, so that each gets one.
 * @returns how many; or why there are none
 */
export async function mailTeam(
  tx: Tx,
  { id, workspace_id: workspaceId }: CallRow,
  { members, addresses, subject, lines }: TeamMail,
  now: Instant,
): Promise<
  { readonly count: number; readonly found: TeamMailTexts } | (typeof REFUSED)[keyof typeof REFUSED]
> {
  const channel = channelTo('email')?.id;
  if (channel === undefined || (await connectionsFor(tx, channel, 1)).length === 0) return REFUSED.carrier;
  const team = await readTeam(tx);
  const meant = team.filter(
    (member) =>
      members !== null &&
      (members.person === null
        ? members.role === null || members.role === member.role
        : members.person === member.id),
  );
  const known = new Set(meant.map(({ email }) => email.toLowerCase()));
  const people = [...meant.map((member) => member.id), ...addresses.filter((one) => !known.has(one))];
  if (people.length === 0) return REFUSED.nobody;
  await tx`insert into work_mails (id, workspace_id, person, why, cause, planned_at, due_at)
    select m.id, ${workspaceId}, m.person, 'flow', ${id}, ${now}, ${now}
      from unnest(${people.map(() => newId())}::uuid[], ${people}::text[]) as m (id, person)
    on conflict do nothing`;
  return { count: people.length, found: { subject, text: lines.join('\n\n') } };
}

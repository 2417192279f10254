import { own } from '@millrace/base';
import type { WorkFor } from '@millrace/connectors/acts';
import type { WorkKind } from '@millrace/connectors/work';
import { roleMay, type Member } from '@millrace/core/store';
import { ROLE_TITLES, type Permission } from '@millrace/core/verb';

/** What somebody needs to answer work of a kind. A kind that is no longer known needs everything. */
export const neededFor = (kind: WorkKind | undefined): readonly Permission[] =>
  kind?.isDecision === false ? ['work:answer'] : ['work:answer', 'approvals:decide'];

/** Whether this member may answer such work, if it is for them. */
export const canAnswer = ({ role }: Member, kind: WorkKind | undefined): boolean =>
  roleMay(role, ...neededFor(kind));

/** Whether the work is meant for this member: by name, by role, or as one of all who may. */
export const isFor = (whom: WorkFor, member: Member, kind: WorkKind | undefined): boolean =>
  canAnswer(member, kind) &&
  (whom.person === null ? whom.role === null || whom.role === member.role : whom.person === member.id);

/**
 * Who gets the work now. Somebody who has left the team, or may not answer such work, is replaced by the
 * owners, so that it never lies with nobody.
 */
export function placed(whom: WorkFor, team: readonly Member[], kind: WorkKind | undefined): WorkFor {
  if (whom.person === null) return whom;
  const member = team.find(({ id }) => id === whom.person);
  return member && canAnswer(member, kind) ? whom : { role: 'owner', person: null };
}

/** "Ann", "the owners", "anyone who may answer": in a sentence. */
export function whoInWords(whom: WorkFor, team: readonly Member[]): string {
  if (whom.person !== null)
    return team.find(({ id }) => id === whom.person)?.name ?? 'somebody who has left the team';
  const title = whom.role === null ? undefined : own(ROLE_TITLES, whom.role);
  return title === undefined ? 'anyone who may answer' : `the ${title.toLowerCase()}s`;
}

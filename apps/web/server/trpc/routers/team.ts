import { signIn } from '../../auth/sign-in.ts';
import { readAccess, updateAccess } from '@millrace/services/settings';
import {
  changeRole,
  changeRoleInput,
  invite,
  inviteInput,
  listTeam,
  memberInput,
  newLink,
  removeMember,
} from '../../auth/team.ts';
import { change, read, takes } from '../adapt.ts';
import { procedure, router } from '../init.ts';

export const team = router({
  list: procedure.query(({ ctx }) => listTeam(ctx.context)),
  invite: takes(inviteInput).mutation(({ ctx, input }) => invite(ctx.context, input)),
  changeRole: takes(changeRoleInput).mutation(({ ctx, input }) => changeRole(ctx.context, input)),
  remove: takes(memberInput).mutation(({ ctx, input }) => removeMember(ctx.context, input)),
  /** A new one-time link, for a member who lost theirs or forgot the password. */
  newLink: takes(memberInput).mutation(({ ctx, input }) => newLink(ctx.context, input)),
  /** The abilities that owners give to other roles. */
  access: read(readAccess),
  updateAccess: change(updateAccess),
  /** The user's own sessions. */
  sessions: procedure.query(async ({ ctx }) => {
    const sessions = await signIn().api.listSessions({ headers: ctx.headers });
    return sessions.map(({ id, createdAt, updatedAt, expiresAt, userAgent }) => ({
      id,
      createdAt: createdAt.getTime(),
      lastSeenAt: updatedAt.getTime(),
      expiresAt: expiresAt.getTime(),
      browser: userAgent ?? null,
      here: id === ctx.person.sessionId,
    }));
  }),
  /** Ends the user's other sessions. */
  endOtherSessions: procedure.mutation(async ({ ctx }) => {
    await signIn().api.revokeOtherSessions({ headers: ctx.headers });
    return { ended: true };
  }),
});

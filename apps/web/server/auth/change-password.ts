import { fail } from '@millrace/base';
import { z } from 'zod';
import { askLibrary } from './ask-library.ts';
import { authDatabase } from './auth-database.ts';
import { countTryOrFail, forgetTries, type Limit } from './limits.ts';
import { dropOneTimeLinks } from './one-time-link.ts';
import { auditPassword } from './password-audit.ts';
import { whoIs } from './who.ts';

/** Whoever finds a browser signed in cannot guess the password with it. */
const LIMIT: Limit = { name: 'change-password', atOnce: 5, everySeconds: 60 };

export const changePasswordInput = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(8).max(200),
  // Always so here; taken because the library's own client sends it.
  revokeOtherSessions: z.boolean().optional(),
});

/**
 * Changes the password of whoever is signed in. Every other session ends, and one-time links that are about stop working: if
 * somebody else knew the password, they are out.
 * @throws MillraceError not-signed-in, rate-limited
 */
export async function changePassword(
  request: Request,
  input: z.output<typeof changePasswordInput>,
): Promise<Response> {
  const person = await whoIs(request.headers);
  if (!person) return fail('not-signed-in');
  await countTryOrFail(LIMIT, person.id);
  const { currentPassword, newPassword } = input;
  const response = await askLibrary(request, { currentPassword, newPassword, revokeOtherSessions: true });
  if (!response.ok) return response;
  await Promise.all([
    forgetTries(LIMIT, person.id),
    dropOneTimeLinks(authDatabase(), person.id),
    auditPassword(person.id, 'Changed their own password; every other session ended'),
  ]);
  return response;
}

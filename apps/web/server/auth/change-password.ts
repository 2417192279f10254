import { fail } from '@millrace/base';
import { z } from 'zod';
import { askLibrary } from './ask-library.ts';
import { authDatabase } from './auth-database.ts';
import { countTryOrFail, forgetTries, type Limit } from './limits.ts';
import { dropOneTimeLinks } from './one-time-link.ts';
import { auditPassword } from './password-audit.ts';
import { whoIs } from './who.ts';

/** Keeps someone with access to a signed-in browser from guessing the password. */
const LIMIT: Limit = { name: 'change-password', atOnce: 5, everySeconds: 60 };

export const changePasswordInput = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(8).max(200),
  // Ignored, since other sessions always end. The library's client sends it.
  revokeOtherSessions: z.boolean().optional(),
});

/**
 * Changes the password of the signed-in user. All other sessions end and open one-time links stop working, so that nobody who
 * knew the old password keeps access.
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

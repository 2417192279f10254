import { betterAuth } from 'better-auth';
import { keyFor } from '@millrace/core/store';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from '@millrace/core/verb';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { organization } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { eq } from 'drizzle-orm';
import { isSameOrigin } from '../same-origin.ts';
import { world } from '../world.ts';
import { authDatabase, type AuthDatabase } from './auth-database.ts';
import * as tables from './tables.ts';

/** Permissions in the library's form: `customers:read` becomes `{ customers: ['read'] }`. */
function statementsOf(permissions: readonly string[]): Record<string, string[]> {
  const statements: Record<string, string[]> = {};
  for (const permission of permissions) {
    const [subject = '', verb = ''] = permission.split(':');
    (statements[subject] ??= []).push(verb);
  }
  return statements;
}

const control = createAccessControl(statementsOf(PERMISSIONS));
const roles = Object.fromEntries(
  ROLES.map((role) => [role, control.newRole(statementsOf(ROLE_PERMISSIONS[role]))]),
);

/** The tables by the library's names. It needs one for invitations, although ours are one-time links (one-time-link.ts). */
const schema = {
  user: tables.user,
  session: tables.session,
  account: tables.account,
  verification: tables.verification,
  organization: tables.organization,
  member: tables.member,
  invitation: tables.invitation,
};

const DAYS = 24 * 60 * 60;

function build(database: AuthDatabase, secret: Buffer, publicUrl: string) {
  return betterAuth({
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: keyFor(secret, 'sign-in').toString('base64'),
    database: drizzleAdapter(database, { provider: 'pg', schema }),
    // Accounts are created by an owner or at first start, never by signing up.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 200 },
    session: { expiresIn: 30 * DAYS, updateAge: DAYS },
    // Attempts are counted by our own limits, which know the e-mail address: see try-to-sign-in.ts.
    rateLimit: { enabled: false },
    // Our pages may be opened at other addresses than the public one, such as 127.0.0.1. Their own origin is trusted.
    trustedOrigins: (request) => [publicUrl, ...ownOrigin(request, publicUrl)],
    advanced: {
      cookiePrefix: 'millrace',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    telemetry: { enabled: false },
    plugins: [
      organization({
        ac: control,
        roles,
        creatorRole: 'owner',
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const [membership] = await database
              .select({ id: tables.member.organizationId })
              .from(tables.member)
              .where(eq(tables.member.userId, session.userId))
              .limit(1);
            return { data: { ...session, activeOrganizationId: membership?.id ?? null } };
          },
        },
      },
    },
    logger: { level: 'error', disableColors: true },
  });
}

function ownOrigin(request: Request | undefined, publicUrl: string): string[] {
  const origin = request?.headers.get('origin');
  return request && origin && isSameOrigin(request.headers, publicUrl) ? [origin] : [];
}

type SignIn = ReturnType<typeof build>;
const place = globalThis as unknown as {
  millraceSignIn?: { readonly database: AuthDatabase; readonly library: SignIn };
};

/** The sign-in library, set up on first use. */
export function signIn(): SignIn {
  const database = authDatabase();
  if (place.millraceSignIn?.database !== database) {
    const { secret, publicUrl } = world().configuration;
    place.millraceSignIn = { database, library: build(database, secret, publicUrl) };
  }
  return place.millraceSignIn.library;
}

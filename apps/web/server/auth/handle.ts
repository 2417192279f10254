import { fail } from '@millrace/base';
import { parseInput } from '@millrace/core/verb';
import { readJson } from '@millrace/run/parsing';
import { z } from 'zod';
import { requestIdOf } from '../request-id.ts';
import { problemResponse } from '../rest/problem.ts';
import { readBytes } from '../rest/read-body.ts';
import { isSameOrigin } from '../same-origin.ts';
import { translate } from '../translate.ts';
import { world } from '../world.ts';
import { askLibrary } from './ask-library.ts';
import { changePassword, changePasswordInput } from './change-password.ts';
import { signInInput, tryToSignIn } from './try-to-sign-in.ts';

/** Largest body in bytes, since callers are not signed in yet. */
const LIMIT = 8 * 1024;

interface Route {
  readonly method: 'GET' | 'POST';
  readonly input: z.ZodType | null;
  run(request: Request, input: never): Promise<Response>;
}

/**
 * The library's paths under /api/auth that are open; all others return 404. Accounts, teams and invitations are changed by our
 * own verbs, which write the audit log. Sessions are listed and ended by the team procedures.
 */
const OPEN: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/sign-in/email', { method: 'POST', input: signInInput, run: tryToSignIn }],
  ['/sign-out', { method: 'POST', input: z.strictObject({}), run: (request) => askLibrary(request, {}) }],
  ['/get-session', { method: 'GET', input: null, run: (request) => askLibrary(request, null) }],
  ['/change-password', { method: 'POST', input: changePasswordInput, run: changePassword }],
]);

/** The open paths with their methods, for tests that walk them. */
export const OPEN_PATHS = [...OPEN].map(([path, { method }]) => ({ path: `/api/auth${path}`, method }));

export async function handleAuth(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    const route = OPEN.get(new URL(request.url).pathname.replace(/^\/api\/auth/, ''));
    if (route?.method !== request.method) return fail('not-found', { what: 'page' });
    if (request.method === 'POST' && !isSameOrigin(request.headers, world().configuration.publicUrl))
      fail('not-allowed', { permission: 'a change sent by another site' });
    const answer = await route.run(request, (await inputOf(request, route.input)) as never);
    answer.headers.set('x-request-id', requestId);
    answer.headers.set('cache-control', 'no-store');
    return answer;
  } catch (error) {
    return problemResponse(translate(error, requestId, '/api/auth'), requestId);
  }
}

/** Reads a JSON body and rejects all other types: the library would read those without the limits on attempts. */
async function inputOf(request: Request, input: z.ZodType | null): Promise<unknown> {
  if (!input) return null;
  const bytes = await readBytes(request, LIMIT);
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (bytes.length > 0 && type !== 'application/json') fail('content-type-unsupported');
  return parseInput(input, bytes.length === 0 ? {} : readJson(bytes, 'refuse'));
}

import { fail } from '@millrace/base';
import { requestIdOf } from '../request-id.ts';
import { problemResponse } from '../rest/problem.ts';
import { isSameOrigin } from '../same-origin.ts';
import { translate } from '../translate.ts';
import { world } from '../world.ts';
import { attemptOf, countFailure, forgetFailures, secondsToWait } from './sign-in-attempts.ts';
import { signIn } from './sign-in.ts';

/** What the library offers under /api/auth and we use. Accounts and teams are changed by our own verbs, which keep an audit log. */
const OPEN: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/sign-in/email': 'POST',
  '/sign-out': 'POST',
  '/get-session': 'GET',
  '/list-sessions': 'GET',
  '/revoke-session': 'POST',
  '/revoke-other-sessions': 'POST',
  '/change-password': 'POST',
};

export async function handleAuth(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '');
    if (OPEN[path] !== request.method) fail('not-found', { what: 'page' });
    if (request.method === 'POST' && !isSameOrigin(request.headers, world().configuration.publicUrl))
      fail('not-allowed', { permission: 'a change sent by another site' });
    return path === '/sign-in/email' ? await tryToSignIn(request) : await signIn().handler(request);
  } catch (error) {
    return problemResponse(translate(error, requestId, '/api/auth'), requestId);
  }
}

async function tryToSignIn(request: Request): Promise<Response> {
  const attempt = await attemptOf(request);
  const seconds = await secondsToWait(attempt);
  if (seconds > 0) fail('rate-limited', { seconds });
  const response = await signIn().handler(request);
  if (response.status === 401 || response.status === 403) await countFailure(attempt);
  else if (response.ok) await forgetFailures(attempt);
  return response;
}

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
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '');
  if (OPEN[path] !== request.method) return Response.json({ code: 'not-found', title: 'There is no such page.' }, { status: 404 });
  if (path !== '/sign-in/email') return signIn().handler(request);
  const attempt = await attemptOf(request);
  const wait = await secondsToWait(attempt);
  if (wait > 0)
    return Response.json(
      { code: 'rate-limited', title: 'Too many tries.', next: `Wait ${wait} seconds.` },
      { status: 429, headers: { 'Retry-After': String(wait) } },
    );
  const response = await signIn().handler(request);
  if (response.status === 401 || response.status === 403) await countFailure(attempt);
  else if (response.ok) await forgetFailures(attempt);
  return response;
}

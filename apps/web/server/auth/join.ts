import { escapeHtml } from '@millrace/base';
import { laterPage, letterPage, lostPage } from '../links/letter-page.ts';
import { networkOf } from '../client-address.ts';
import { requestIdOf } from '../request-id.ts';
import { readBytes } from '../rest/read-body.ts';
import { translate } from '../translate.ts';
import { world } from '../world.ts';
import { deviceCookie } from './known-device.ts';
import { countTryOrFail, giveBack, type Limit } from './limits.ts';
import { choosePassword, holderOfLink } from './one-time-link.ts';
import { auditPassword } from './password-audit.ts';

/** Limit on invalid links from one network. Valid links are not counted. */
const LIMIT: Limit = { name: 'one-time-link', atOnce: 30, everySeconds: 10 };
const SHORTEST = 8;
const tokenOf = (request: Request) => new URL(request.url).pathname.split('/')[2]?.slice(0, 100) ?? '';

/** The holder of a link; null if it is invalid. @throws MillraceError rate-limited */
async function countedHolder(request: Request) {
  const network = networkOf(request.headers.get('x-forwarded-for') ?? '');
  await countTryOrFail(LIMIT, network);
  const holder = await holderOfLink(tokenOf(request));
  if (holder) await giveBack(LIMIT, network);
  return holder;
}

async function guarded(request: Request, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    const { code, status, message, details } = translate(error, requestIdOf(request.headers), '/join');
    if (code === 'rate-limited') return waitPage(Number(details['seconds'] ?? 60));
    return status < 500
      ? letterPage({
          title: 'This cannot be used',
          status,
          body: `<h1>This cannot be used</h1><p>${escapeHtml(message)}</p>`,
        })
      : laterPage();
  }
}

/** The page of a one-time link, on which a password is chosen. */
export const joinVisit = (request: Request) =>
  guarded(request, async () => {
    const holder = await countedHolder(request);
    return holder ? joinPage(tokenOf(request), holder.email) : lostPage();
  });

export const joinPost = (request: Request) =>
  guarded(request, async () => {
    const token = tokenOf(request);
    const holder = await countedHolder(request);
    if (!holder) return lostPage();
    const form = new URLSearchParams(new TextDecoder().decode(await readBytes(request, 16 * 1024)));
    const password = form.get('password') ?? '';
    if (password.length < SHORTEST || password.length > 200)
      return joinPage(token, holder.email, `A password has ${SHORTEST} to 200 characters.`);
    const userId = await choosePassword(token, password);
    if (!userId) return lostPage();
    await auditPassword(userId, 'Chose a password by a one-time link; every session ended');
    return new Response(null, {
      status: 303,
      headers: {
        Location: `${world().configuration.publicUrl}/sign-in`,
        'Cache-Control': 'no-store',
        // Makes this browser known, so that guessing at the account from elsewhere cannot lock it out.
        'Set-Cookie': deviceCookie(request.headers, holder.email),
      },
    });
  });

function joinPage(token: string, email: string, problem = ''): Response {
  return letterPage({
    title: 'Choose a password',
    status: problem ? 422 : 200,
    body: `<h1>Choose a password</h1><p>For ${escapeHtml(email)}. After that you sign in with it.</p>
      <form method="post" action="/join/${escapeHtml(token)}"><input type="hidden" name="username" autocomplete="username" value="${escapeHtml(email)}">
      <fieldset><legend><label for="password">Password</label></legend><input id="password" name="password" type="password" autocomplete="new-password" minlength="${SHORTEST}" maxlength="200" required style="width:100%;height:44px;font:inherit;padding:0 12px">
      ${problem ? `<p role="alert">${escapeHtml(problem)}</p>` : ''}</fieldset><button>Save and sign in</button></form>`,
  });
}

function waitPage(seconds: number): Response {
  const page = letterPage({
    title: 'Please wait a moment',
    status: 429,
    body: '<h1>Please wait a moment</h1><p>Too many invalid links were opened from your network. Open yours again in a minute.</p>',
  });
  page.headers.set('retry-after', String(seconds));
  return page;
}

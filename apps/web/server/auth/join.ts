import { escaped, laterPage, letterPage, lostPage } from '../links/letter-page.ts';
import { requestIdOf } from '../request-id.ts';
import { readBytes } from '../rest/read-body.ts';
import { translate } from '../translate.ts';
import { world } from '../world.ts';
import { choosePassword, holderOfLink } from './one-time-link.ts';

const SHORTEST = 8;
const tokenOf = (request: Request) => new URL(request.url).pathname.split('/')[2]?.slice(0, 100) ?? '';

async function guarded(request: Request, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    translate(error, requestIdOf(request.headers), '/join');
    return laterPage();
  }
}

/** The page behind a one-time link: choose a password. */
export const joinVisit = (request: Request) =>
  guarded(request, async () => {
    const holder = await holderOfLink(tokenOf(request));
    return holder ? joinPage(tokenOf(request), holder.email) : lostPage();
  });

export const joinPost = (request: Request) =>
  guarded(request, async () => {
    const token = tokenOf(request);
    const holder = await holderOfLink(token);
    if (!holder) return lostPage();
    const form = new URLSearchParams(new TextDecoder().decode(await readBytes(request, 16 * 1024)));
    const password = form.get('password') ?? '';
    if (password.length < SHORTEST || password.length > 200)
      return joinPage(token, holder.email, `A password has ${SHORTEST} to 200 characters.`);
    if (!(await choosePassword(token, password))) return lostPage();
    return new Response(null, {
      status: 303,
      headers: { Location: `${world().configuration.publicUrl}/sign-in`, 'Cache-Control': 'no-store' },
    });
  });

function joinPage(token: string, email: string, problem = ''): Response {
  return letterPage({
    title: 'Choose a password',
    status: problem ? 422 : 200,
    body: `<h1>Choose a password</h1><p>For ${escaped(email)}. After that you sign in with it.</p>
      <form method="post" action="/join/${escaped(token)}"><input type="hidden" name="username" autocomplete="username" value="${escaped(email)}">
      <fieldset><legend><label for="password">Password</label></legend><input id="password" name="password" type="password" autocomplete="new-password" minlength="${SHORTEST}" maxlength="200" required style="width:100%;height:44px;font:inherit;padding:0 12px">
      ${problem ? `<p role="alert">${escaped(problem)}</p>` : ''}</fieldset><button>Save and sign in</button></form>`,
  });
}

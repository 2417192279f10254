import { sendableLink } from '@millrace/content';
import {
  readPreferences,
  recordClick,
  recordOpen,
  recordPage,
  recordShortClick,
  unsubscribe,
  type VisitSigns,
} from '@millrace/run/visits';
import { measureRequest } from '../metrics.ts';
import { requestIdOf } from '../request-id.ts';
import { readBytes } from '../rest/read-body.ts';
import { translate } from '../translate.ts';
import { contextOfVisitor, world } from '../world.ts';
import { laterPage, lostPage } from './letter-page.ts';
import { preferencePage, unsubscribedPage, unsubscribePage } from './preference-page.ts';

/** A transparent image of one pixel. */
const POINT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const FORM_LIMIT = 16 * 1024;
const LONGEST_TOKEN = 1_000;

const secret = () => world().configuration.secret;
const lastSegment = (request: Request) =>
  new URL(request.url).pathname.split('/')[2]?.slice(0, LONGEST_TOKEN) ?? '';

/** The signs of a visit that tell machines from people. Null for HEAD and OPTIONS, which get the same response and leave no trace. */
function signsOf({ method, headers }: Request): VisitSigns | null {
  if (method !== 'GET') return null;
  const purpose =
    headers.get('sec-purpose') ??
    headers.get('purpose') ??
    headers.get('x-purpose') ??
    headers.get('x-moz') ??
    '';
  return { agent: headers.get('user-agent') ?? '', prefetch: /prefetch|prerender|preview/i.test(purpose) };
}

/** Measures a visit and turns errors into pages for recipients. */
export async function visit(
  request: Request,
  route: string,
  run: (token: string) => Promise<Response>,
  otherwise: () => Response = laterPage,
): Promise<Response> {
  const done = measureRequest(request.method, route);
  let response: Response;
  try {
    response = await run(lastSegment(request));
  } catch (error) {
    const known = translate(error, requestIdOf(request.headers), route);
    response = known.fault === 'theirs' ? lostPage() : otherwise();
  }
  done(response.status);
  return response;
}

/** The fields of a form that was posted. */
export const formOf = async (request: Request): Promise<URLSearchParams> =>
  new URLSearchParams(new TextDecoder().decode(await readBytes(request, FORM_LIMIT)));

const picture = () =>
  new Response(POINT, {
    headers: {
      'Content-Type': 'image/gif',
      'Cache-Control': 'no-store, private',
      'Content-Length': String(POINT.length),
    },
  });

/** Records an open. The image is sent in any case, so that no message shows a broken one. */
export const openVisit = (request: Request) =>
  visit(
    request,
    '/o',
    async (token) => {
      await recordOpen(contextOfVisitor, token, secret(), signsOf(request));
      return picture();
    },
    picture,
  );

function leadTo(target: string | null): Response {
  // Stored links may contain any script; a header takes only ASCII.
  const location = target !== null && /^https?:\/\//i.test(target) ? sendableLink(target) : null;
  if (location === null) return lostPage();
  return new Response(null, {
    status: 302,
    headers: { Location: location, 'Cache-Control': 'no-store, private', 'X-Robots-Tag': 'noindex' },
  });
}

export const clickVisit = (request: Request) =>
  visit(request, '/c', async (token) =>
    leadTo(await recordClick(contextOfVisitor, token, secret(), signsOf(request))),
  );

export const shortVisit = (request: Request) =>
  visit(request, '/s', async (code) =>
    /^[\w-]{4,40}$/.test(code)
      ? leadTo(await recordShortClick(world().db, contextOfVisitor, code, signsOf(request)))
      : lostPage(),
  );

/** Shows the unsubscribe page. A GET changes nothing, since mail programs fetch links ahead of people; the visit is recorded. */
export const unsubscribeVisit = (request: Request) =>
  visit(request, '/u', async (token) => {
    await recordPage(contextOfVisitor, token, secret(), signsOf(request));
    const preferences = await readPreferences(contextOfVisitor, token, secret());
    return preferences ? unsubscribePage(token, preferences) : lostPage();
  });

/** Unsubscribes on POST, from the page's button or a mail program (RFC 8058), without cookies or further questions. */
export const unsubscribePost = (request: Request) =>
  visit(request, '/u', async (token) => {
    await readBytes(request, FORM_LIMIT);
    if (!(await unsubscribe(contextOfVisitor, token, secret()))) return lostPage();
    return unsubscribedPage(token, await readPreferences(contextOfVisitor, token, secret()));
  });

export const preferenceVisit = (request: Request) =>
  visit(request, '/p', async (token) => {
    await recordPage(contextOfVisitor, token, secret(), signsOf(request));
    const preferences = await readPreferences(contextOfVisitor, token, secret());
    return preferences ? preferencePage(token, preferences, false) : lostPage();
  });

export const preferencePost = (request: Request) =>
  visit(request, '/p', async (token) => {
    const form = await formOf(request);
    const before = await readPreferences(contextOfVisitor, token, secret());
    if (!before) return lostPage();
    const shown = new Set(form.getAll('shown'));
    const wanted: Record<string, 'subscribed' | 'unsubscribed'> = {};
    for (const { channel, state } of before.channels) {
      if (!shown.has(channel)) continue;
      const wish = form.get(channel) === 'subscribed' ? 'subscribed' : 'unsubscribed';
      if (wish !== state) wanted[channel] = wish;
    }
    if (Object.keys(wanted).length > 0) await unsubscribe(contextOfVisitor, token, secret(), wanted);
    return preferencePage(token, (await readPreferences(contextOfVisitor, token, secret())) ?? before, true);
  });

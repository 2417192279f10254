import { setTimeout as wait } from 'node:timers/promises';
import { fail, MillraceError } from '@millrace/base';
import {
  FILLED_IN_WITHIN,
  findOrder,
  findOrderSchema,
  keepItems,
  orderOfToken,
  orderToken,
  readItems,
  readReturn,
  returnOfToken,
  returnsPage,
  returnToken,
  sendReturn,
  type ReturnRead,
  type ReturnsPage,
} from '@millrace/run/returns';
import { lostPage, laterPage } from '../links/letter-page.ts';
import { readBytes } from '../rest/read-body.ts';
import type { Visit } from '../storefront/visit.ts';
import { contextOfVisitor, world } from '../world.ts';
import { returnsFrame, type FieldProblems } from './frame.ts';
import { countChange, countSearch } from './limit-guesses.ts';
import { checkPage, findPage, itemsPage, reasonsPage } from './pages.ts';
import { missingIn, reasonsGiven, takeReasons } from './reasons.ts';
import { statusPage } from './status-page.ts';
import { unitsChosen } from './units-chosen.ts';

/** Bytes of a form. */
const FORM_LIMIT = 64 * 1024;
/** Milliseconds that looking for an order takes at least, so that the time says nothing about it. */
const SEARCH_TAKES = 400;

type Context = ReturnType<typeof contextOfVisitor>;
type Draft = Extract<ReturnRead, { is: 'draft' }>;

/** Shows a page about returns. Nothing changes by it: programs open links too. */
export const showReturns = (visit: Visit): Promise<Response> => answered(visit, show);

/** Takes a form of the returns page. Only our own pages send them. */
export const takeReturns = (visit: Visit): Promise<Response> => answered(visit, take);

/** Turns errors into pages for customers. */
async function answered(
  visit: Visit,
  run: (visit: Visit, context: Context) => Promise<Response>,
): Promise<Response> {
  try {
    return await run(visit, contextOfVisitor(visit.storefront.workspaceId));
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    if (error.code === 'rate-limited')
      return tooMany(visit, Number((error.details as { seconds?: number }).seconds ?? 60));
    if (error.code === 'not-found') return lostPage();
    if (error.code === 'database-unavailable') return laterPage();
    throw error;
  }
}

async function tooMany(visit: Visit, seconds: number): Promise<Response> {
  const { store } = await frameOf(visit);
  const page = returnsFrame({
    title: 'Please wait a moment',
    store,
    status: 429,
    body: '<p>There were many attempts in a short time. Go back and try again in a few minutes.</p>',
  });
  page.headers.set('Retry-After', String(seconds));
  return page;
}

const frameOf = ({ storefront: { workspaceId } }: Visit) =>
  world().db.inWorkspace(workspaceId, (tx) => returnsPage(tx, workspaceId));

const addressOf = ({ storefront: { siteKey } }: Visit, ...rest: readonly string[]): string =>
  ['/store', siteKey, 'returns', ...rest].join('/');

/** Shows what is missing. It is asked for anew, so that going back never asks whether to send a form again. */
const MISSING = '?missing';
const isMissing = ({ request }: Visit): boolean => new URL(request.url).searchParams.has('missing');

const leadTo = (address: string): Response =>
  new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store, private' } });

/** The page where a store takes no returns online. */
function closedPage({ store, policy }: ReturnsPage): Response | null {
  if (policy.on) return null;
  return returnsFrame({
    title: 'Returns are not open here',
    store,
    status: 404,
    body: `<p>${store.contact === '' ? 'Reply to the e-mail that confirmed your order, and ask for a return.' : 'Write to us, and ask for a return.'}</p>`,
  });
}

async function show(visit: Visit, context: Context): Promise<Response> {
  const [place = '', token = '', part = ''] = visit.rest;
  if (place === 'r') return showReturn(visit, context, token, part);
  const frame = await frameOf(visit);
  const closed = closedPage(frame);
  if (closed) return closed;
  if (place === 'order') return showItems(visit, context, token);
  return place === '' ? keptByBack(findPage(frame, { number: '', email: '' })) : lostPage();
}

/** The first page has nothing of anybody, so that browsers may keep what was typed for whoever goes back. */
function keptByBack(page: Response): Response {
  page.headers.set('Cache-Control', 'private, no-cache');
  return page;
}

async function take(visit: Visit, context: Context): Promise<Response> {
  const [place = '', token = '', part = ''] = visit.rest;
  const { origin, request, storefront } = visit;
  if (origin !== new URL(world().configuration.publicUrl).origin)
    fail('origin-not-allowed', { origin: origin ?? 'no address' });
  const form = new URLSearchParams(new TextDecoder().decode(await readBytes(request, FORM_LIMIT)));
  const frame = await frameOf(visit);
  const closed = closedPage(frame);
  if (closed) return closed;
  if (place === '') return search(visit, context, frame, form);
  await countChange(storefront.siteKey, request.headers);
  if (place === 'order') return takeItems(visit, context, token, form);
  if (place !== 'r') return lostPage();
  const draft = await draftOf(context, token);
  if (draft === null) return lostPage();
  if (draft === 'sent') return leadTo(addressOf(visit, 'r', token));
  if (part === 'reasons') return takeDraftReasons(visit, context, token, draft, form);
  return part === 'check' ? send(visit, context, token, draft) : lostPage();
}

async function search(
  visit: Visit,
  context: Context,
  frame: ReturnsPage,
  form: URLSearchParams,
): Promise<Response> {
  const given = { number: form.get('number') ?? '', email: form.get('email') ?? '' };
  const kept = { number: given.number.slice(0, 60), email: given.email.slice(0, 320) };
  const sought = findOrderSchema.safeParse(given);
  if (!sought.success) {
    const wrong = new Set(sought.error.issues.map(({ path }) => path[0]));
    return findPage(frame, kept, {
      ...(wrong.has('number') ? { number: 'Enter the number of your order, such as 1042.' } : {}),
      ...(wrong.has('email') ? { email: 'Enter one e-mail address, such as ann@example.com.' } : {}),
    });
  }
  await countSearch(visit.storefront.siteKey, visit.request.headers, sought.data);
  const [found] = await Promise.all([findOrder(context, sought.data), wait(SEARCH_TAKES)]);
  if (found === null) return findPage(frame, kept, {}, true);
  return leadTo(addressOf(visit, 'order', orderToken(context, found, context.now() + FILLED_IN_WITHIN)));
}

async function showItems(visit: Visit, context: Context, token: string): Promise<Response> {
  const orderId = orderOfToken(context, token, context.now());
  const page = orderId === null ? null : await readItems(context, orderId);
  if (!page) return lostPage();
  const problems: FieldProblems = isMissing(visit) ? { items: 'Choose what you want to return.' } : {};
  return itemsPage(page, earlierOf(visit, context, page.earlier), problems);
}

const earlierOf = (
  visit: Visit,
  context: Context,
  earlier: readonly { readonly id: string; readonly number: string }[],
) =>
  earlier.map(({ id, number }) => ({
    number,
    href: addressOf(visit, 'r', returnToken(context, id, context.now())),
  }));

async function takeItems(
  visit: Visit,
  context: Context,
  token: string,
  form: URLSearchParams,
): Promise<Response> {
  const orderId = orderOfToken(context, token, context.now());
  const page = orderId === null ? null : await readItems(context, orderId);
  if (!page) return lostPage();
  const chosen = unitsChosen(page.lines, form);
  if (chosen.size === 0) return leadTo(`${addressOf(visit, 'order', token)}${MISSING}`);
  const id = await context.db.inWorkspace(context.workspaceId, (tx) =>
    keepItems(tx, context, page.order, chosen),
  );
  return leadTo(addressOf(visit, 'r', returnToken(context, id, context.now()), 'reasons'));
}

async function draftOf(context: Context, token: string): Promise<Draft | 'sent' | null> {
  const id = returnOfToken(context, token, context.now());
  const read = id === null ? null : await readReturn(context, id);
  return read && (read.is === 'sent' ? 'sent' : read);
}

async function showReturn(visit: Visit, context: Context, token: string, part: string): Promise<Response> {
  const id = returnOfToken(context, token, context.now());
  const read = id === null ? null : await readReturn(context, id);
  if (!read) return lostPage();
  if (read.is === 'sent') return part === '' ? statusPage(read) : leadTo(addressOf(visit, 'r', token));
  if (part === 'reasons')
    return reasonsPage(
      read,
      reasonsGiven(read.row),
      itemsAddress(visit, context, read),
      isMissing(visit) ? missingIn(read.row, read.policy) : {},
    );
  return part === 'check'
    ? checkPage(read, {
        items: itemsAddress(visit, context, read),
        reasons: addressOf(visit, 'r', token, 'reasons'),
      })
    : leadTo(addressOf(visit, 'r', token, 'reasons'));
}

const itemsAddress = (visit: Visit, context: Context, { order }: Draft): string =>
  addressOf(visit, 'order', orderToken(context, order.id, context.now() + FILLED_IN_WITHIN));

async function takeDraftReasons(
  visit: Visit,
  context: Context,
  token: string,
  draft: Draft,
  form: URLSearchParams,
): Promise<Response> {
  const isFilledIn = await takeReasons(context, draft, form);
  return leadTo(
    isFilledIn
      ? addressOf(visit, 'r', token, 'check')
      : `${addressOf(visit, 'r', token, 'reasons')}${MISSING}`,
  );
}

async function send(visit: Visit, context: Context, token: string, draft: Draft): Promise<Response> {
  const sent = await sendReturn(context, draft.row.id);
  if (sent === 'lost') return lostPage();
  if (sent === 'closed') return closedPage(await frameOf(visit)) ?? lostPage();
  if (sent === 'incomplete') return leadTo(`${addressOf(visit, 'r', token, 'reasons')}${MISSING}`);
  return leadTo(addressOf(visit, 'r', token, ...(sent === 'refused' ? ['check'] : [])));
}

import { createHash } from 'node:crypto';
import { fail } from '@millrace/base';
import { readJson } from '@millrace/run/parsing';
import {
  knownStorefront,
  mayComeFrom,
  noteRefusedOrigin,
  receiveBrowserEvents,
} from '@millrace/run/storefront';
import type { Head } from '../endpoints.ts';
import { measureRequest } from '../metrics.ts';
import { requestIdOf } from '../request-id.ts';
import { showReturns, takeReturns } from '../returns/handle-returns.ts';
import { problemResponse } from '../rest/problem.ts';
import { readBytes } from '../rest/read-body.ts';
import { translate } from '../translate.ts';
import { contextOfVisitor, world } from '../world.ts';
import { pushKeyOf, takeBrowser, takeClosed, takeShown, workerSettings } from './handle-browsers.ts';
import { formsOf, showConfirmation, showForm, takeConfirmation, takeForm } from './handle-forms.ts';
import { countEvents } from './limit-visitors.ts';
import { scriptText } from './script-text.ts';
import type { Visit } from './visit.ts';

/** Largest body, in bytes. Browsers send no beacon over 64 KB. */
const LIMIT = 64 * 1024;
/** Seconds for which browsers keep a script. */
const KEPT_FOR = 300;

type Answer = (visit: Visit) => Promise<Response>;

/** By what follows the key in the path, and the method. */
const ROUTES: ReadonlyMap<string, Partial<Record<string, Answer>>> = new Map([
  ['', { GET: sendScript }],
  ['forms.js', { GET: sendForms }],
  ['forms', { GET: showForm, POST: takeForm }],
  ['returns', { GET: showReturns, POST: takeReturns }],
  ['confirm', { GET: showConfirmation, POST: takeConfirmation }],
  ['worker.js', { GET: sendWorker }],
  ['browsers', { POST: takeBrowser, OPTIONS: allow }],
  ['shown', { POST: takeShown }],
  ['closed', { POST: takeClosed }],
  ['events', { POST: takeEvents, OPTIONS: allow }],
]);

export const storefrontBytes = ({ method }: Head): number => (method === 'POST' ? LIMIT : 0);

/**
 * Everything under `/store/{key}`: the script of a store, and what its pages send. Nobody signs in here, and nothing
 * about a customer can be read.
 */
export async function handleStorefront(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const [, , key = '', route = '', ...rest] = new URL(request.url).pathname.split('/');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const done = measureRequest(request.method, `/store/${ROUTES.has(route) ? route : '*'}`);
  const origin = request.headers.get('origin');
  let response: Response;
  try {
    const answer = ROUTES.get(route)?.[method] ?? fail('not-found', { what: 'page' });
    const storefront =
      (await knownStorefront(world().db, key.replace(/\.js$/, ''))) ??
      fail('not-found', { what: 'storefront' });
    response = await answer({ request, storefront, origin, rest });
    if (request.headers.get('accept')?.includes('application/json'))
      for (const [name, value] of Object.entries(readable(origin))) response.headers.set(name, value);
  } catch (error) {
    response = problemResponse(translate(error, requestId, '/store'), requestId, readable(origin));
  }
  done(response.status);
  return response;
}

/** Lets the page read whether it was accepted, and nothing more: no answer here says anything about anybody. */
const readable = (origin: string | null): Record<string, string> =>
  origin === null ? {} : { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };

async function sendScript({ request, storefront }: Visit): Promise<Response> {
  const [{ forms }, pushKey] = await Promise.all([formsOf(storefront), pushKeyOf(storefront)]);
  const popUps = forms.some(({ popUp }) => popUp !== null);
  const { asksConsent } = storefront;
  const text = await scriptText('storefront.js', { asksConsent, popUps, pushKey });
  return script(text, request);
}

async function sendForms({ request, storefront }: Visit): Promise<Response> {
  return script(await scriptText('storefront-forms.js', await formsOf(storefront)), request);
}

async function sendWorker({ request, storefront }: Visit): Promise<Response> {
  return script(await scriptText('storefront-worker.js', await workerSettings(storefront)), request);
}

function script(text: string, request: Request): Response {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`;
  const headers = {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': `public, max-age=${KEPT_FOR}, stale-while-revalidate=86400`,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Access-Control-Allow-Origin': '*',
    ETag: tag,
  };
  return request.headers.get('if-none-match') === tag
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers });
}

async function takeEvents({ request, storefront, origin }: Visit): Promise<Response> {
  await countEvents(storefront.siteKey, request.headers);
  const context = contextOfVisitor(storefront.workspaceId);
  if (!mayComeFrom(storefront, origin)) {
    await noteRefusedOrigin(context, storefront, origin);
    fail('origin-not-allowed', { origin: origin ?? 'no address' });
  }
  const body = readJson(await readBytes(request, LIMIT), 'leave');
  return Response.json(await receiveBrowserEvents(context, storefront, body), {
    status: 202,
    headers: { 'Cache-Control': 'no-store', ...readable(origin) },
  });
}

async function allow({ storefront, origin }: Visit): Promise<Response> {
  return new Response(null, {
    status: 204,
    headers: mayComeFrom(storefront, origin)
      ? {
          ...readable(origin),
          'Access-Control-Allow-Methods': 'POST',
          'Access-Control-Allow-Headers': 'Content-Type',
          'Access-Control-Max-Age': '86400',
        }
      : {},
  });
}

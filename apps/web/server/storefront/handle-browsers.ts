import { fail } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import { offeredKey } from '@millrace/run/browsers';
import { readJson } from '@millrace/run/parsing';
import {
  forgetBrowser,
  mayComeFrom,
  noteRefusedOrigin,
  subscribeBrowser,
  type KnownStorefront,
} from '@millrace/run/storefront';
import { markClosed, markShown } from '@millrace/run/visits';
import { readBytes } from '../rest/read-body.ts';
import { contextOfVisitor, world } from '../world.ts';
import { countBrowser, countEvents } from './limit-visitors.ts';
import type { Visit } from './visit.ts';

/** Bytes of what a browser sends: its address, its keys and who it is. */
const LIMIT = 8 * 1024;

/** The key that the script of a store needs to ask for notifications; null while none could be sent. */
export const pushKeyOf = ({ workspaceId }: KnownStorefront): Promise<string | null> =>
  world().db.inWorkspace(workspaceId, (tx) => offeredKey(tx, contextOfVisitor(workspaceId)));

/** What the service worker of a store needs. */
export async function workerSettings({ workspaceId, siteKey }: KnownStorefront) {
  const { db, configuration } = world();
  const { logoUrl } = await db.inWorkspace(workspaceId, (tx) => storeSettings(tx, workspaceId));
  return { base: `${configuration.publicUrl}/store/${siteKey}`, icon: logoUrl || null };
}

/** A browser that agreed to notifications, that left, or whose address has changed. */
export async function takeBrowser(visit: Visit): Promise<Response> {
  const { request, storefront } = visit;
  await fromTheStore(visit);
  await countBrowser(storefront.siteKey, request.headers);
  const body = readJson(await readBytes(request, LIMIT), 'leave');
  const context = contextOfVisitor(storefront.workspaceId);
  if (typeof body === 'object' && body !== null && 'leaves' in body) await forgetBrowser(context, body);
  else await subscribeBrowser(context, storefront, body, request.headers.get('user-agent') ?? '');
  return done();
}

/** A browser has shown a notification. Its receipt says which. */
export const takeShown = (visit: Visit): Promise<Response> => takeReceipt(visit, markShown);

/** Somebody closed a notification without opening it. */
export const takeClosed = (visit: Visit): Promise<Response> => takeReceipt(visit, markClosed);

async function takeReceipt(visit: Visit, mark: typeof markShown): Promise<Response> {
  const { request, storefront } = visit;
  await fromTheStore(visit);
  await countEvents(storefront.siteKey, request.headers);
  const receipt = new TextDecoder().decode(await readBytes(request, LIMIT));
  await mark(contextOfVisitor(storefront.workspaceId), receipt);
  return done();
}

async function fromTheStore({ storefront, origin }: Visit): Promise<void> {
  if (mayComeFrom(storefront, origin)) return;
  await noteRefusedOrigin(contextOfVisitor(storefront.workspaceId), storefront, origin);
  fail('origin-not-allowed', { origin: origin ?? 'no address' });
}

const done = (): Response => new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });

import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createContext } from '../context.ts';
import { isSameOrigin } from '../same-origin.ts';
import { world } from '../world.ts';
import { appRouter } from './router.ts';

/** @returns 403 for a change sent by another site's page, even in a signed-in browser */
export async function handleTrpc(request: Request): Promise<Response> {
  if (request.method !== 'GET' && !isSameOrigin(request.headers, world().configuration.publicUrl)) {
    return Response.json({ code: 'not-allowed', title: 'This change was sent by another site.' }, { status: 403 });
  }
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => createContext(request),
    allowMethodOverride: true,
  });
}

import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createContext } from '../../../../server/context.ts';
import { isSameOrigin } from '../../../../server/same-origin.ts';
import { appRouter } from '../../../../server/trpc/router.ts';

export const dynamic = 'force-dynamic';

/** @returns 403 for a change sent by another site's page, even in a signed-in browser */
async function handle(request: Request): Promise<Response> {
  if (request.method !== 'GET' && !isSameOrigin(request.headers, process.env['MILLRACE_PUBLIC_URL'])) {
    return Response.json({ code: 'not-allowed', title: 'This change was sent by another site.' }, { status: 403 });
  }
  return fetchRequestHandler({ endpoint: '/api/trpc', req: request, router: appRouter, createContext: () => createContext(request) });
}

export { handle as GET, handle as POST };

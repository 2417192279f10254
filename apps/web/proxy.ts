import { NextResponse, type NextRequest } from 'next/server';
import { securityPolicy } from './server/security-policy.ts';

/** Gives each page its own nonce and the policy that goes with it. Who may see a page is asked where the page is made. */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = securityPolicy({
    nonce,
    development: process.env.NODE_ENV === 'development',
    framedByUs: request.nextUrl.pathname.startsWith('/preview/'),
  });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/**
 * Every page, whatever its path ends in: `/messages/x.png` is one. Webhooks and the API stay out, since a proxy cuts bodies off
 * at 10 MB without saying so; they and files that were built have the policy of every answer (`server/receive.ts`).
 */
export const config = { matcher: ['/((?!api/|hooks/|_next/static/).*)'] };

import { NextResponse, type NextRequest } from 'next/server';
import { securityPolicy } from './server/security-policy.ts';

/** Gives each page a nonce and its Content-Security-Policy. Access is checked where the page is rendered. */
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
 * All pages, whatever their path ends in, such as `/messages/x.png`. Webhooks and the API are excluded, because this middleware
 * silently truncates bodies at 10 MB. They and built files have the default policy (`server/receive.ts`).
 */
export const config = { matcher: ['/((?!api/|hooks/|store/|_next/static/).*)'] };

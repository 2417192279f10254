/** Headers of every response. */
export const HEADERS: readonly { readonly key: string; readonly value: string }[] = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** Seconds for Strict-Transport-Security: one year, without subdomains. */
const KEEPS_TO_HTTPS = 365 * 24 * 60 * 60;

/**
 * The default headers of responses: no scripts, no frames. Pages have a policy of their own (`securityPolicy`).
 * @param publicUrl the public address; with https, Strict-Transport-Security is sent (RFC 6797)
 */
export function defaultHeaders(
  publicUrl: string,
): readonly { readonly key: string; readonly value: string }[] {
  return [
    ...HEADERS,
    { key: 'Content-Security-Policy', value: NOTHING_RUNS },
    ...(publicUrl.startsWith('https:')
      ? [{ key: 'Strict-Transport-Security', value: `max-age=${KEEPS_TO_HTTPS}` }]
      : []),
  ];
}

const NOTHING_RUNS =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The Content-Security-Policy of a page. Scripts run only with the page's nonce. Styles may be inline, because the canvas and
 * popups use style attributes for positions. Images may come from the store's own addresses.
 */
export function securityPolicy({
  nonce,
  development,
  framedByUs,
}: {
  nonce: string;
  development: boolean;
  framedByUs: boolean;
}): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    // Images of a store on the same machine, such as the demo shop.
    `img-src 'self' data: blob: https: http://localhost:* http://127.0.0.1:*`,
    `font-src 'self' data:`,
    `connect-src 'self'${development ? ' ws: wss:' : ''}`,
    `frame-src 'self'`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors ${framedByUs ? "'self'" : "'none'"}`,
  ].join('; ');
}

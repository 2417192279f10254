/**
 * Whether a request that changes something comes from our own pages or from no browser page at all. Browsers send `Origin` with
 * every POST; without it, `Sec-Fetch-Site` must not name another site.
 * @param publicUrl the public address, which a reverse proxy may hide
 */
export function isSameOrigin(headers: Headers, publicUrl?: string): boolean {
  const origin = headers.get('origin');
  if (!origin) return (headers.get('sec-fetch-site') ?? 'same-origin') === 'same-origin';
  if (!URL.canParse(origin)) return false;
  const host = new URL(origin).host;
  if (publicUrl && URL.canParse(publicUrl) && new URL(publicUrl).host === host) return true;
  return host === headers.get('host');
}

/**
 * Whether a request that changes something comes from our own pages. Browsers send `Origin` with every POST; a missing
 * one means it is no browser page, and then `Sec-Fetch-Site` must not say otherwise.
 * @param publicUrl the address people use, when a reverse proxy hides it
 */
export function isSameOrigin(headers: Headers, publicUrl?: string): boolean {
  const origin = headers.get('origin');
  if (!origin) return (headers.get('sec-fetch-site') ?? 'same-origin') === 'same-origin';
  if (!URL.canParse(origin)) return false;
  const host = new URL(origin).host;
  if (publicUrl && URL.canParse(publicUrl) && new URL(publicUrl).host === host) return true;
  return host === headers.get('host');
}

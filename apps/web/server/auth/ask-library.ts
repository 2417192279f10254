import { signIn } from './sign-in.ts';

/** Headers passed on to the sign-in library: the session and the address. No other header can change what it does. */
const HANDED_ON = [
  'cookie',
  'origin',
  'host',
  'referer',
  'user-agent',
  'x-forwarded-for',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
];

/** Passes a request on to the sign-in library, as a copy with the body that was read and validated here. */
export async function askLibrary(request: Request, body: object | null): Promise<Response> {
  const headers = new Headers();
  for (const name of HANDED_ON) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (body) headers.set('content-type', 'application/json');
  const url = new URL(request.url);
  url.search = '';
  const response = await signIn().handler(
    new Request(url, { method: request.method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }),
  );
  return new Response(response.body, { status: response.status, headers: new Headers(response.headers) });
}

import { signIn } from './sign-in.ts';

/** What the library may see of a request: who is signed in, from where. Nothing else that was sent can change what it does. */
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

/** Asks the sign-in library what this request asks, with a body that was read and checked here; a copy, as JSON. */
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

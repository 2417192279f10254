/** The id under which a request is found in the log: the caller's own when it is a plain word, else one of ours. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

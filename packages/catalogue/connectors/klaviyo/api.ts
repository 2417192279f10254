import type { HttpRequest } from '../exchange.ts';
import type { KlaviyoConfig } from './config.ts';

/** The revision of the API that this connector uses. Klaviyo supports each for two years. */
export const REVISION = '2026-07-15';

/** Whether there is a key to ask with: an empty token is none. */
export const hasKey = ({ accessToken, apiKey }: KlaviyoConfig): boolean => !!(accessToken || apiKey);

/** A request to Klaviyo's API. @param path with its query, from `/api` on */
export function klaviyoRequest(
  config: KlaviyoConfig,
  method: HttpRequest['method'],
  path: string,
  body?: unknown,
): HttpRequest {
  return {
    method,
    url: `${config.apiAddress}/api${path}`,
    headers: {
      accept: 'application/vnd.api+json',
      revision: REVISION,
      ...(body === undefined ? {} : { 'content-type': 'application/vnd.api+json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    auth: config.accessToken
      ? { kind: 'bearer', token: config.accessToken }
      : { kind: 'word', word: 'Klaviyo-API-Key', token: config.apiKey ?? '' },
  };
}

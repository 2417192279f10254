import type { HttpRequest } from '../exchange.ts';
import type { SendgridConfig } from './config.ts';

/** A call of SendGrid's API. @param path with its query, from `/v3` on */
export function sendgridRequest(
  config: SendgridConfig,
  method: HttpRequest['method'],
  path: string,
  body?: unknown,
): HttpRequest {
  return {
    method,
    url: `${config.apiAddress}/v3${path}`,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    auth: { kind: 'bearer', token: config.apiKey },
  };
}

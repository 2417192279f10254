import type { HttpRequest } from '../exchange.ts';
import type { WoocommerceConfig } from './config.ts';

type Query = Readonly<Record<string, string | number>>;

/** A call of the store's REST API, version 3. @param path from the resource on, such as `/orders` */
export function wooRequest(
  config: WoocommerceConfig,
  method: HttpRequest['method'],
  path: string,
  query: Query = {},
  body?: unknown,
): HttpRequest {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const route = `/wc/v3${path}`;
  const url =
    config.permalinks === 'plain'
      ? `${config.storeUrl}/?${[`rest_route=${route}`, ...pairs].join('&')}`
      : `${config.storeUrl}/wp-json${route}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
  return {
    method,
    url,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    auth: { kind: 'basic', user: config.consumerKey, password: config.consumerSecret },
  };
}

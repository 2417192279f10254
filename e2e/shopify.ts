import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { freshen, type Fixture, type Freshening } from '@millrace/tools/shopify';

export interface Hook {
  readonly url: string;
  readonly secret: string;
}

const examples = new URL('../packages/catalogue/connectors/shopify/contract/', import.meta.url);

/** One of Shopify's examples as if it happened now, to this person. */
export function example(topic: string, fresh: Freshening): Fixture {
  const file = new URL(`${topic.replace('/', '__')}.json`, examples);
  return freshen(JSON.parse(readFileSync(file, 'utf8')) as Fixture, fresh);
}

/** Posts a webhook with a signature over its exact bytes, as Shopify does. */
export async function deliver(
  hook: Hook,
  { headers, payload }: Fixture,
): Promise<{ readonly status: number; readonly body: string }> {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', hook.secret).update(body).digest('base64');
  const answer = await fetch(hook.url, {
    method: 'POST',
    headers: { ...headers, 'x-shopify-hmac-sha256': signature },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

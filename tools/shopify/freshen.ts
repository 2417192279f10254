import { createHash } from 'node:crypto';

export interface Fixture {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
}

export interface Freshening {
  /** A word for this run. The same word gives the same cart, order and ids; another word gives others. */
  readonly run: string;
  /** The time of the webhook, in epoch milliseconds. */
  readonly now: number;
  /** The shopper, in place of the one in the examples. */
  readonly email?: string;
  readonly phone?: string;
  readonly shop?: string;
}

const SHOPPER = {
  email: 'maya.lindqvist@example.com',
  phone: '+13125550142',
  shop: 'harbour-lane.myshopify.com',
  customer: '7310558593214',
};
/** Ids of cart, checkout, order, fulfilment and refund in the examples, which differ for each run. */
const NAMES = [
  'Z2NwLXVzLWVhc3QxOjAxSkQ0WkY3UU1WOFhBMk4',
  '5f0c2d6a91b84e7c8f3a1d20b6e49c77',
  '38571926356268',
  '6200354537772',
  '5520917422334',
  '890088186047',
];

/** An example as if it happened now, for this person: new times, ids and names, everything else unchanged. */
export function freshen(fixture: Fixture, fresh: Freshening): Fixture {
  const shift = fresh.now - Date.parse(fixture.headers['x-shopify-triggered-at'] ?? '');
  let text = JSON.stringify(fixture.payload);
  for (const name of NAMES) text = text.replaceAll(name, another(name, fresh.run));
  if (fresh.email !== undefined && fresh.email.toLowerCase() !== SHOPPER.email)
    text = text.replaceAll(SHOPPER.customer, another(SHOPPER.customer, fresh.email));
  text = text
    .replace(/maya\.lindqvist@example\.com/gi, fresh.email ?? SHOPPER.email)
    .replaceAll(SHOPPER.phone, fresh.phone ?? SHOPPER.phone);
  text = text.replaceAll(SHOPPER.shop, fresh.shop ?? SHOPPER.shop);
  text = text.replace(/"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)"/g, (quoted) =>
    JSON.stringify(new Date(Date.parse(quoted.slice(1, -1)) + shift).toISOString()),
  );
  const delivery = another('b5', `${fresh.run}/${fixture.headers['x-shopify-topic']}/${fresh.now}`);
  return {
    payload: JSON.parse(text) as unknown,
    headers: {
      ...fixture.headers,
      'x-shopify-shop-domain': fresh.shop ?? SHOPPER.shop,
      'x-shopify-triggered-at': new Date(fresh.now).toISOString(),
      'x-shopify-webhook-id': `webhook-${delivery}`,
      'x-shopify-event-id': `event-${delivery}`,
    },
  };
}

/** Another name of the same form: digits stay digits and fit a safe integer. */
function another(name: string, salt: string): string {
  const hash = createHash('sha256').update(`${name}/${salt}`).digest('hex');
  return /^\d+$/.test(name)
    ? String((Number.parseInt(hash.slice(0, 12), 16) % 8_999_999_999_999) + 1_000_000_000_000)
    : hash.slice(0, 32);
}

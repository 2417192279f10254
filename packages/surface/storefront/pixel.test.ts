import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { pixelCode } from './pixel.ts';

type Heard = (event: object) => void;

/** Shopify's sandbox, as far as the pixel uses it, with the events in the shape of its documentation. */
function sandbox({ allowed = true, search = '' } = {}) {
  const heard = new Map<string, Heard>();
  const kept = new Map<string, string>();
  const sent: {
    url: string;
    body: {
      visitor: string;
      token: string | null;
      events: { id: string; type: string; properties: object }[];
    };
  }[] = [];
  let privacy: Heard = () => undefined;
  runInNewContext(pixelCode('https://flows.example/store/abc.js'), {
    URLSearchParams,
    crypto,
    init: {
      context: { document: { location: { search } } },
      customerPrivacy: { analyticsProcessingAllowed: allowed },
    },
    analytics: { subscribe: (name: string, listener: Heard) => heard.set(name, listener) },
    customerPrivacy: { subscribe: (_name: string, listener: Heard) => (privacy = listener) },
    browser: {
      localStorage: {
        getItem: async (name: string) => kept.get(name) ?? null,
        setItem: async (name: string, value: string) => void kept.set(name, value),
        removeItem: async (name: string) => void kept.delete(name),
      },
    },
    fetch: async (url: string, { body }: { body: string }) =>
      void sent.push({ url, body: JSON.parse(body) as never }),
  });
  const happen = async (name: string, data: object) => {
    const listener = heard.get(name);
    if (!listener) throw new Error(`The pixel does not listen for ${name}.`);
    listener({
      id: `sh-${name}`,
      data,
      context: { document: { title: 'Mug', location: { href: 'https://shop.example/mug' } } },
    });
    await new Promise((resolve) => setTimeout(resolve));
  };
  const agree = async (allows: boolean) => {
    privacy({ customerPrivacy: { analyticsProcessingAllowed: allows } });
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { happen, agree, sent, kept };
}
const price = { amount: 48.5, currencyCode: 'EUR' };
const productVariant = {
  id: '11',
  title: 'Blue',
  price,
  product: { id: '8', title: 'Mug', type: 'Kitchen' },
};

test('a product that is viewed is sent with the name of the browser and of the link', async () => {
  const { happen, sent, kept } = sandbox({ search: '?mr_visitor=a.b' });
  await happen('product_viewed', { productVariant });
  expect(sent).toEqual([
    {
      url: 'https://flows.example/store/abc/events',
      body: {
        visitor: expect.stringMatching(/^[0-9a-f]{32}$/),
        token: 'a.b',
        events: [
          {
            id: 'sh-product_viewed',
            type: 'product-viewed',
            ago: expect.any(Number),
            properties: {
              productId: '8',
              variantId: '11',
              title: 'Mug',
              category: 'Kitchen',
              price: '48.5',
              currency: 'EUR',
              url: 'https://shop.example/mug',
            },
          },
        ],
      },
    },
  ]);
  expect(JSON.parse(kept.get('millrace') ?? '')).toMatchObject({ id: sent[0]!.body.visitor });
});

test('nothing is sent or kept before the visitor agrees, and it is forgotten when they refuse', async () => {
  const { happen, agree, sent, kept } = sandbox({ allowed: false });
  await happen('page_viewed', {});
  expect([sent, kept.size]).toEqual([[], 0]);
  await agree(true);
  expect(sent).toHaveLength(1);
  await agree(false);
  expect(kept.size).toBe(0);
});

test('carts, checkouts and searches are told in our words', async () => {
  const { happen, sent } = sandbox();
  await happen('cart_viewed', {
    cart: {
      id: 'c1',
      cost: { totalAmount: { amount: 97, currencyCode: 'EUR' } },
      lines: [{ merchandise: productVariant, quantity: 2 }],
    },
  });
  const checkout = {
    token: 't1',
    currencyCode: 'EUR',
    totalPrice: { amount: 97, currencyCode: 'EUR' },
    lineItems: [
      { title: 'Mug', quantity: 2, variant: productVariant },
      { title: 'Gone', quantity: 1, variant: null },
    ],
  };
  await happen('checkout_started', { checkout });
  await happen('payment_info_submitted', { checkout });
  await happen('search_submitted', { searchResult: { query: 'mug', productVariants: [] } });
  await happen('collection_viewed', { collection: { id: '5', title: 'Kitchen' } });
  const lines = [{ productId: '8', variantId: '11', title: 'Mug', quantity: 2, price: '48.5' }];
  expect(sent.flatMap(({ body }) => body.events.map(({ type, properties }) => [type, properties]))).toEqual([
    ['cart-updated', { cartId: 'c1', currency: 'EUR', total: '97', lines }],
    ['checkout-started', { cartId: 't1', currency: 'EUR', total: '97', lines }],
    ['checkout-updated', { cartId: 't1', currency: 'EUR', total: '97', lines, step: 'payment' }],
    ['searched', { query: 'mug', results: 0 }],
    ['collection-viewed', { collectionId: '5', title: 'Kitchen', url: 'https://shop.example/mug' }],
  ]);
});

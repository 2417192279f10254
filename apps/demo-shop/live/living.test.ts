import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { marginOf, traitsOf } from '../truth/index.ts';
import type { Parcel } from '../sending/parcel.ts';
import type { Request } from '../sending/call.ts';
import { OPENS, shopForTests, testWorld, type TestShop } from './shop-for-tests.ts';

const world = testWorld('living', 3_000);
/** The fields of Shopify's payloads that these tests check. */
interface Payload {
  readonly token: string;
  readonly cart_token: string;
  readonly checkout_token: string;
  readonly email?: string;
  readonly updated_at: string;
  readonly abandoned_checkout_url: string;
  readonly line_items: readonly { readonly price: string; readonly quantity: number }[];
  readonly total_price: string;
  readonly total_discounts: string;
  readonly total_shipping_price_set: { readonly shop_money: { readonly amount: string } };
  readonly discount_codes: readonly { readonly code: string }[];
  readonly available: number;
  readonly inventory_item_id: number;
  readonly shipment_status: string;
}
const payloads = (shop: TestShop, topic: string) =>
  shop.parcels.filter((parcel) => parcel.topic === topic).map((parcel) => JSON.parse(parcel.body) as Payload);
const story = (parcels: readonly Parcel[]) =>
  parcels.map(({ id, topic, body }) => `${id} ${topic} ${body}`).join('\n');

async function lived(days: number): Promise<TestShop> {
  const shop = shopForTests({ world });
  await shop.pass(days * DAY);
  return shop;
}
let told: Promise<TestShop> | null = null;
/** A shop after two days, shared by the tests that only read it. */
const twoDays = (): Promise<TestShop> => (told ??= lived(2));

describe('the running shop', () => {
  it('has about fourteen carts an hour of shop time, and seven in ten of them are left', async () => {
    const shop = await twoDays();
    const carts = payloads(shop, 'carts/create').length;
    expect(carts / 48).toBeGreaterThan(11);
    expect(carts / 48).toBeLessThan(17);
    const orders = payloads(shop, 'orders/create').length;
    expect(orders / carts).toBeGreaterThan(0.22);
    expect(orders / carts).toBeLessThan(0.4);
  });

  it('does the same again from the same seed', async () => {
    expect(story((await lived(2)).parcels)).toBe(story((await twoDays()).parcels));
  });

  it('never sends two things with the same id', async () => {
    const { parcels } = await twoDays();
    expect(new Set(parcels.map((parcel) => parcel.id)).size).toBe(parcels.length);
  });

  it('names the customer at checkout, and links cart, checkout and order', async () => {
    const shop = await twoDays();
    const carts = new Set(payloads(shop, 'carts/create').map((cart) => cart.token));
    const checkouts = new Map(
      payloads(shop, 'checkouts/create').map((checkout) => [checkout.token, checkout]),
    );
    for (const cart of payloads(shop, 'carts/create')) expect(cart.email).toBeUndefined();
    for (const checkout of checkouts.values()) {
      expect(checkout.email).toMatch(/@example\.(com|net|org)$/);
      expect(carts.has(checkout.cart_token)).toBe(true);
      expect(checkout.abandoned_checkout_url).toContain('/recover?key=');
    }
    for (const order of payloads(shop, 'orders/create')) {
      expect(checkouts.get(order.checkout_token)?.cart_token).toBe(order.cart_token);
      const lines = order.line_items.reduce((sum, line) => sum + Number(line.price) * line.quantity, 0);
      const shipping = Number(order.total_shipping_price_set.shop_money.amount);
      expect(Number(order.total_price)).toBeCloseTo(lines - Number(order.total_discounts) + shipping, 6);
    }
  });

  it('sends real times, though its people live faster', async () => {
    const shop = await twoDays();
    const end = OPENS + (2 * DAY) / 60 + MINUTE;
    for (const topic of ['carts/update', 'checkouts/update', 'orders/create']) {
      for (const payload of payloads(shop, topic)) {
        expect(Date.parse(payload.updated_at)).toBeGreaterThanOrEqual(OPENS);
        expect(Date.parse(payload.updated_at)).toBeLessThanOrEqual(end);
      }
    }
  });

  it('lowers the stock of sold products and restocks them soon', async () => {
    const shop = await lived(8);
    const levels = payloads(shop, 'inventory_levels/update');
    expect(levels.length).toBeGreaterThan(100);
    for (const level of levels) expect(level.available).toBeGreaterThanOrEqual(0);
    expect(
      levels.some((level, place) =>
        levels
          .slice(0, place)
          .some(
            (before) =>
              before.inventory_item_id === level.inventory_item_id && before.available < level.available,
          ),
      ),
    ).toBe(true);
  });

  it('sends parcels, delivers them, and takes some of them back', async () => {
    const shop = await lived(16);
    const orders = payloads(shop, 'orders/create').length;
    const arrived = payloads(shop, 'fulfillments/update').filter(
      (parcel) => parcel.shipment_status === 'delivered',
    ).length;
    const refunds = payloads(shop, 'refunds/create').length;
    expect(arrived / orders).toBeGreaterThan(0.6);
    expect(refunds).toBeGreaterThan(0);
    expect(refunds / orders).toBeLessThan(0.08);
  });

  it('goes on after a restart, and does nothing twice', async () => {
    const first = shopForTests({ world });
    await first.pass(DAY);
    first.life.state.actions = [...first.life.schedule.list()];
    const state = JSON.parse(JSON.stringify(first.life.state)) as typeof first.life.state;
    const second = shopForTests({ world, state, from: first.life.now() });
    await second.pass(DAY);
    const before = new Set(first.parcels.map((parcel) => parcel.id));
    expect(second.parcels.length).toBeGreaterThan(300);
    expect(second.parcels.filter((parcel) => before.has(parcel.id))).toEqual([]);
    expect(
      payloads(second, 'orders/create').some((order) =>
        payloads(first, 'checkouts/create').some((checkout) => checkout.token === order.checkout_token),
      ),
    ).toBe(true);
  });
});

/** Sends a message with this offer to everybody an hour after they left a cart. */
function writer(offer: {
  readonly code?: string;
  readonly discount?: { readonly kind: string; readonly value: number; readonly code: string };
}) {
  const followed: Request[] = [];
  const messages: object[] = [];
  const shop = shopForTests({
    world,
    call: async (request) => {
      if (!request.url.includes('/api/v1/messages')) {
        followed.push(request);
        return { status: 200, text: '', retryAfter: null };
      }
      const { life } = shop;
      for (const journey of life.state.journeys) {
        if (
          journey.state !== 'left' ||
          !journey.known ||
          journey.touches > 0 ||
          life.shopNow() < (journey.leftAt ?? 0) + HOUR
        )
          continue;
        const id = `m${journey.number}`;
        if (messages.some((message) => (message as { id: string }).id === id)) continue;
        messages.push({
          id,
          channel: 'email',
          to: life.person(journey.person).email,
          sentAt: life.now(),
          subject: 'Your cart is waiting',
          ...offer,
          links: {
            open: `http://product.invalid/o/${id}`,
            click: [
              { url: `http://product.invalid/c/${id}`, target: 'http://localhost:3100/checkouts/x/recover' },
            ],
            unsubscribe: `http://product.invalid/u/${id}`,
          },
        });
      }
      const from = Number(new URL(request.url).searchParams.get('after') || 0);
      return {
        status: 200,
        text: JSON.stringify({
          items: messages.slice(from, from + 100),
          next: String(Math.min(messages.length, from + 100)),
        }),
        retryAfter: null,
      };
    },
  });
  // The checkout accepts only codes that were made in the shop.
  const { code, discount } = offer;
  if (code && discount)
    shop.life.state.codes[code] = {
      id: 1,
      code,
      title: code,
      kind: 'percentage',
      value: discount.value,
      minimum: null,
      usageLimit: null,
      startsAt: 0,
      endsAt: null,
      used: 0,
    };
  return { shop, followed, messages };
}

describe('how people react to messages', () => {
  it('they open, click, come back and use their code; some unsubscribe', async () => {
    const { shop, followed, messages } = writer({
      code: 'BACK15',
      discount: { kind: 'percentage', value: 15, code: 'BACK15' },
    });
    await shop.pass(4 * DAY);
    const opens = followed.filter((request) => request.url.includes('/o/')).length;
    const clicks = followed.filter((request) => request.url.includes('/c/')).length;
    expect(messages.length).toBeGreaterThan(300);
    expect(opens / messages.length).toBeGreaterThan(0.2);
    expect(opens / messages.length).toBeLessThan(0.6);
    expect(clicks).toBeLessThan(opens);
    expect(
      followed
        .filter((request) => request.url.includes('/u/'))
        .every((request) => request.method === 'POST' && request.body === 'List-Unsubscribe=One-Click'),
    ).toBe(true);
    const used = payloads(shop, 'orders/create').filter(
      (order) => order.discount_codes[0]?.code === 'BACK15',
    );
    expect(used.length).toBeGreaterThan(20);
    for (const order of used) {
      const goods = order.line_items.reduce((sum, line) => sum + Number(line.price) * line.quantity, 0);
      expect(Number(order.total_discounts)).toBeCloseTo(goods * 0.15, 1);
    }
  });

  it('a code that the shop does not have is never accepted', async () => {
    const { shop, messages } = writer({
      code: undefined,
      ...({ discount: { kind: 'percentage', value: 15, code: 'NEVER' } } as object),
    });
    await shop.pass(2 * DAY);
    expect(messages.length).toBeGreaterThan(100);
    expect(
      payloads(shop, 'orders/create').some(
        (order) => order.discount_codes.length > 0 && order.discount_codes[0]?.code === 'NEVER',
      ),
    ).toBe(false);
  });

  it('a discount brings back the people who need one', async () => {
    const bought = async (offer: Parameters<typeof writer>[0]) => {
      const { shop } = writer(offer);
      await shop.pass(5 * DAY);
      const left = shop.life.state.journeys.filter(
        (journey) => journey.touches > 0 && traitsOf(world.seed, journey.person).need === 'discount',
      );
      return left.filter((journey) => journey.state !== 'left').length / left.length;
    };
    expect(
      await bought({ code: 'BACK20', discount: { kind: 'percentage', value: 20, code: 'BACK20' } }),
    ).toBeGreaterThan((await bought({})) + 0.05);
  });

  it('people buy without a message too, so that a holdout has orders', async () => {
    const shop = await lived(4);
    const returned = shop.life.state.journeys.filter(
      (journey) => journey.leftAt !== null && journey.orderedAt !== null,
    );
    expect(returned.length).toBeGreaterThan(15);
    expect(returned.every((journey) => journey.touches === 0)).toBe(true);
  });
});

describe('the margin', () => {
  it('is the price of the goods less their cost and less what the offer takes off', () => {
    const cart = {
      id: 'c',
      leftAt: 0,
      goods: 10_000,
      cost: 4_000,
      shipping: 790,
      step: 'payment' as const,
      mobile: false,
      triedCode: false,
      newCategory: false,
      ordersBefore: 0,
      daysSinceOrder: null,
    };
    expect(marginOf(cart, { kind: 'percent', percent: 10 })).toBe(5_000);
    expect(marginOf(cart, { kind: 'free-shipping' })).toBe(5_210);
  });
});

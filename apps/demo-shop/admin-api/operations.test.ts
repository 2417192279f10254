import { DAY } from '@millrace/base';
import { describe, expect, it } from 'vitest';
import { orderId } from '../journeys/journey.ts';
import { shopForTests, testWorld } from '../live/shop-for-tests.ts';
import { PRODUCTS } from '../shop/catalogue.ts';
import { connectorTo, eventsOf } from '../testing/connector-to.ts';

const world = testWorld('operations', 300);

describe('a hold, made by Millrace’s connector', () => {
  const trading = async () => {
    const shop = shopForTests({ world });
    await shop.pass(3 * DAY);
    const journey = shop.life.state.journeys.find(
      ({ orderedAt, sentAt }) => orderedAt !== null && sentAt === null,
    )!;
    const asked = connectorTo(shop.life);
    const act = (input: object, text = '') =>
      asked.act('hold-order', {
        callId: 'call',
        input,
        texts: { note: text },
        about: { order: String(orderId(journey)), product: null },
      });
    return { shop, journey, act };
  };
  const HOLD = { do: 'hold', reason: 'address', note: 'x' };

  it('keeps the parcel in the shop for as long as it lasts', async () => {
    const { shop, journey, act } = await trading();
    expect(act(HOLD, 'The house number is missing')).toMatchObject({ result: 'done' });
    expect(journey.hold).toMatchObject({ reason: 'INCORRECT_ADDRESS', note: 'The house number is missing' });
    await shop.pass(5 * DAY);
    expect(journey.sentAt).toBeNull();
    expect(act(HOLD)).toMatchObject({ result: 'done', sentence: 'The order was held already.' });
    expect(act({ do: 'release' })).toMatchObject({ result: 'done' });
    await shop.pass(DAY);
    expect(journey.sentAt).not.toBeNull();
    expect(act(HOLD)).toMatchObject({ result: 'refused' });
  });
});

describe('texts of a product, written by Millrace’s connector', () => {
  it('are in the shop, and come back to Millrace as a change of the product', async () => {
    const shop = shopForTests({ world });
    const product = PRODUCTS[0]!;
    const before = shop.parcels.length;
    const texts = {
      title: 'A mug for two',
      description: 'Holds a lot.\n\n- Tea & coffee',
      pageTitle: '',
      metaDescription: 'Big',
    };
    expect(
      connectorTo(shop.life).act('write-product', {
        callId: 'call',
        input: texts,
        texts,
        about: { order: null, product: String(product.productId) },
      }),
    ).toMatchObject({ result: 'done' });
    expect(shop.life.productOf(product.number)).toMatchObject({
      title: 'A mug for two',
      words: 'Holds a lot. Tea & coffee',
      price: product.price,
    });
    const [told] = shop.parcels.slice(before).flatMap(eventsOf);
    expect(told).toMatchObject({ type: 'product-updated', properties: { title: 'A mug for two' } });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAmount } from '@millrace/base';
import type { Act, ActCall } from '../../act.ts';
import { changePrice } from '../../acts/change-price.ts';
import { drive } from '../../testing/drive.ts';
import { PublishedContract } from '../../testing/published-contract.ts';
import { answered } from '../../testing/recorded.ts';
import { woocommerceConfig } from '../config.ts';
import { woocommerce } from '../connector.ts';
import { changePriceInWoocommerce } from './change-price.ts';
import { writeNoteInWoocommerce } from './write-note.ts';

const contract = new PublishedContract(
  new URL('../contract/wc-v3.openapi.json', import.meta.url),
  '/wp-json',
);
const config = woocommerceConfig.parse(woocommerce.example);
const call = (input: object, more: Partial<ActCall> = {}): ActCall => ({
  callId: '01980000-0000-7000-8000-0000000000a1',
  input,
  texts: {},
  person: { email: null, phone: null, externalId: null },
  about: { order: '727', product: '93' },
  learned: null,
  ...more,
});
const money = (minor: number) => (minor / 100).toFixed(2);

describe('a price', () => {
  const terms = changePrice.input.parse({
    ...changePrice.example,
    value: 10,
    floor: null,
    margin: 0,
    assumedCostShare: 0,
  });
  function written(product: object, variations: object[] | null, changed: object = {}) {
    const asked = call({ ...terms, ...changed });
    const answers = [product, ...(variations ? [variations] : [])];
    const { result, asked: questions } = drive(changePriceInWoocommerce.inquire!(asked, config), () =>
      answered({ status: 200, body: answers.shift() }),
    );
    expect(questions.map((one) => contract.problem(one))).toEqual(questions.map(() => null));
    if (!('learned' in result)) return result;
    const dispatch = (changePriceInWoocommerce as Act<never>).request(
      { ...asked, learned: result.learned },
      config as never,
    );
    if (dispatch.via !== 'http') throw new Error('it is asked by HTTP');
    expect(contract.problem(dispatch.request)).toBeNull();
    return {
      method: dispatch.request.method,
      url: new URL(dispatch.request.url).pathname,
      body: JSON.parse(dispatch.request.body ?? '') as Record<string, unknown>,
    };
  }

  test('of any product falls by what is asked, with the price before beside it, and is written as amounts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900_000 }),
        fc.integer({ min: 1, max: 99 }),
        fc.boolean(),
        (price, percent, showBefore) => {
          const said = written(
            { id: 93, type: 'simple', regular_price: money(price), sale_price: '' },
            null,
            { value: percent, showBefore },
          );
          const wanted = Math.round((price * (100 - percent)) / 100);
          if (wanted === price) return;
          const body = (said as { body: Record<string, string> }).body;
          expect(parseAmount(showBefore ? body['sale_price'] : body['regular_price'], 'USD')).toBe(wanted);
          expect(parseAmount(showBefore ? body['regular_price'] : body['sale_price'], 'USD')).toBe(
            showBefore ? price : null,
          );
        },
      ),
    );
  });

  test.each<[string, object, object[] | null, object]>([
    [
      'of something sold elsewhere',
      { id: 93, type: 'external', regular_price: '5.00' },
      null,
      { result: 'refused' },
    ],
    ['of a bundle', { id: 93, type: 'grouped', regular_price: '' }, null, { result: 'refused' }],
    [
      'of what has no price',
      { id: 93, type: 'simple', regular_price: '', sale_price: '' },
      null,
      { result: 'refused' },
    ],
    ['of what cannot be read', { id: 'x' }, null, { result: 'unknown' }],
    ['of variations that cannot be read', { id: 93, type: 'variable' }, [{ id: 'x' }], { result: 'unknown' }],
    [
      'of more variations than can be changed at once',
      { id: 93, type: 'variable' },
      Array.from({ length: 100 }, (_, id) => ({ id, regular_price: '5.00' })),
      { result: 'refused' },
    ],
    [
      'of one variation',
      { id: 93, type: 'variable' },
      [{ id: 7, regular_price: '20.00', sale_price: null }],
      {
        method: 'POST',
        url: '/wp-json/wc/v3/products/93/variations/batch',
        body: { update: [{ id: 7, regular_price: '20.00', sale_price: '18.00' }] },
      },
    ],
  ])('%s', (_what, product, variations, expected) =>
    expect(written(product, variations)).toMatchObject(expected),
  );

  test('that the store did not take for every variation is no price that was changed', () => {
    const learned = { changes: [{ id: '7', price: 1_800, compareAt: null }], before: 2_000, after: 1_800 };
    const outcome = (body: unknown) =>
      changePriceInWoocommerce.outcome(answered({ status: 200, body }), call(terms, { learned })).result;
    expect(outcome({ update: [{ id: 7 }] })).toBe('done');
    expect(
      outcome({ update: [{ id: 7, error: { code: 'woocommerce_rest_product_invalid_id', message: 'x' } }] }),
    ).toBe('refused');
  });

  test.each([null, '', 'abc', '93; drop'])(
    'of a product the store did not tell of is not asked for: %j',
    (product) => {
      expect(() =>
        drive(
          changePriceInWoocommerce.inquire!(call(terms, { about: { order: null, product } }), config),
          () => answered({ status: 200, body: {} }),
        ),
      ).toThrow(/sent nothing about this product/);
      expect(() =>
        writeNoteInWoocommerce.request(
          call(
            { about: 'order', note: 'x' },
            { texts: { note: 'x' }, about: { order: product, product: null } },
          ),
          config,
        ),
      ).toThrow(/sent nothing about this order/);
    },
  );
});

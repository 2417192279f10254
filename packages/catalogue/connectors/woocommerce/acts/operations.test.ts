import { describe, expect, test } from 'vitest';
import type { Act, ActCall, Inquired } from '../../act.ts';
import { drive } from '../../testing/drive.ts';
import { PublishedContract } from '../../testing/published-contract.ts';
import { answered } from '../../testing/recorded.ts';
import { woocommerceConfig } from '../config.ts';
import { woocommerce } from '../connector.ts';
import { holdOrderInWoocommerce } from './hold-order.ts';
import { writeProductInWoocommerce } from './write-product.ts';

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
  about: { order: '727', product: '632910392' },
  learned: null,
  ...more,
});
function bodyOf(act: Act<never>, given: ActCall): unknown {
  const dispatch = act.request(given, config as never);
  if (dispatch.via !== 'http') throw new Error('it is asked by HTTP');
  expect(contract.problem(dispatch.request)).toBeNull();
  return JSON.parse(dispatch.request.body ?? 'null');
}

describe('a hold', () => {
  const hold = holdOrderInWoocommerce as Act<never>;
  const wanted = { do: 'hold', reason: 'address', note: '' };
  const inquired = (input: object, status: string, meta: object[] = []): Inquired => {
    const { result, asked } = drive(hold.inquire!(call(input), config as never), () =>
      answered({ status: 200, body: { id: 727, status, meta_data: meta } }),
    );
    expect(asked.map((one) => contract.problem(one))).toEqual([null]);
    return result;
  };

  test('puts the order on hold and keeps what it was, and a release puts it back', () => {
    const { learned } = inquired(wanted, 'processing') as { learned: never };
    expect(bodyOf(hold, call(wanted, { learned }))).toEqual({
      status: 'on-hold',
      meta_data: [{ key: '_millrace_held', value: 'processing' }],
    });
    const release = { do: 'release' };
    const back = inquired(release, 'on-hold', [{ key: '_millrace_held', value: 'processing' }]);
    expect(bodyOf(hold, call(release, { learned: (back as { learned: never }).learned }))).toEqual({
      status: 'processing',
      meta_data: [{ key: '_millrace_held', value: '' }],
    });
  });

  test.each([
    ['one that somebody else holds', wanted, 'on-hold', [], 'done'],
    ['one that was shipped', wanted, 'completed', [], 'refused'],
    ['releasing what somebody else holds', { do: 'release' }, 'on-hold', [], 'done'],
    [
      'releasing what goes on already',
      { do: 'release' },
      'processing',
      [{ key: '_millrace_held', value: 'processing' }],
      'done',
    ],
    [
      'a status before that none can have',
      { do: 'release' },
      'on-hold',
      [{ key: '_millrace_held', value: 'completed' }],
      'done',
    ],
  ])('of %s changes nothing', (_name, input, status, meta, result) => {
    expect(inquired(input, status, meta)).toMatchObject({ result });
  });
});

describe('texts of a product', () => {
  const write = writeProductInWoocommerce as Act<never>;
  test('are its name and its description; those for search engines are said to be left out', () => {
    const texts = { title: 'Linen shirt', description: 'Cool.', pageTitle: 'a', metaDescription: '' };
    expect(bodyOf(write, call({}, { texts }))).toEqual({ name: 'Linen shirt', description: '<p>Cool.</p>' });
    expect(write.outcome(answered({ status: 200, body: {} }), call({}, { texts }))).toMatchObject({
      result: 'done',
      sentence: expect.stringMatching(/without those for search engines/),
    });
    expect(() => bodyOf(write, call({}, { texts: { pageTitle: 'a' } }))).toThrow(
      /no texts for search engines/,
    );
  });
});

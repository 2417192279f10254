import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '@millrace/tools/testing';
import { smallWorld, type SmallWorld } from '../testing/small-world.ts';
import {
  localeOf,
  storeSettings,
  storeSettingsSchema,
  storeShape,
  workspaceFieldsSchema,
} from './store-settings.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await smallWorld(await createTestDatabase());
});
afterAll(() => world.close());

const stored = async (settings: unknown) => {
  const { workspaceId } = await world.other();
  await world.in(
    (tx) =>
      tx`update workspaces set settings = ${tx.json(settings as never)} where workspace_id = ${workspaceId}`,
    workspaceId,
  );
  return world.in((tx) => storeSettings(tx, workspaceId), workspaceId);
};
const DEFAULTS = storeSettingsSchema.parse({});

describe('settings of a store', () => {
  test('that nobody touched work, with the name and place of the store', async () => {
    const settings = await stored({});
    expect(settings).toMatchObject({
      ...DEFAULTS,
      name: 'Shop',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      demo: false,
    });
    expect(storeShape.safeParse(settings).success).toBe(true);
  });

  test('that were set are kept', async () => {
    const set = { marginFloor: 0.4, freeShippingFrom: 5_000, dateOrder: 'day-first', language: 'pt-BR' };
    expect(await stored(set)).toMatchObject(set);
  });

  test('that would not be taken any more count as not set, each by itself', async () => {
    expect(
      await stored({
        marginFloor: 3,
        shippingCost: 900,
        brandColor: 'red',
        language: 'nonsense!',
        keepMonths: 24,
      }),
    ).toMatchObject({
      marginFloor: DEFAULTS.marginFloor,
      shippingCost: 900,
      brandColor: DEFAULTS.brandColor,
      language: DEFAULTS.language,
      keepMonths: 24,
    });
  });

  test.each([[[]], ['text'], [7]])(
    'that are no settings at all (%j) are the usual ones',
    async (settings) => {
      expect(await stored(settings)).toMatchObject(DEFAULTS);
    },
  );

  test('of a store that is not there are the usual ones, without a name', async () => {
    const { workspaceId } = await world.other();
    expect(await world.in((tx) => storeSettings(tx, workspaceId))).toMatchObject({
      ...DEFAULTS,
      name: '',
      currency: 'USD',
      zone: 'UTC',
    });
  });
});

describe('what is taken', () => {
  const takes = (field: string, value: unknown) => storeSettingsSchema.safeParse({ [field]: value }).success;
  test.each<[string, readonly unknown[], readonly unknown[]]>([
    ['abandonMinutes', [0.05, 15, 1_440], [0, 1_441, '15']],
    ['marginFloor', [0, 0.95], [-0.01, 0.96, 1]],
    ['assumedCostShare', [0, 1], [-0.1, 1.1]],
    ['shippingCost', [0, 600], [-1, 5.5, null]],
    ['freeShippingFrom', [null, 0, 7_500], [-1, 0.5]],
    ['brandColor', ['#0f5c56', '#ABCDEF'], ['#fff', 'red', '#0f5c567', 'x#0f5c56']],
    ['keepMonths', [3, 120], [2, 121, 3.5]],
    ['language', ['en', 'de', 'pt-BR', 'zh-Hant-TW'], ['e', 'english language', 'de_DE', '']],
    ['dateOrder', ['unknown', 'day-first', 'month-first'], ['year-first', null]],
    ['fromEmail', ['', 'hello@shop.test'], ['hello', 'a@b', 'Ann <ann@shop.test>', 'a@b.test,c@d.test']],
  ])('as %s', (field, right, wrong) => {
    expect(right.filter((value) => !takes(field, value))).toEqual([]);
    expect(wrong.filter((value) => takes(field, value))).toEqual([]);
  });

  test('as a sender is written as it goes over the line', () => {
    expect(storeSettingsSchema.parse({ fromEmail: ' hello@BÜCHER.example ' }).fromEmail).toBe(
      'hello@xn--bcher-kva.example',
    );
  });

  test('of the workspace is a name, a currency and a zone that there are', () => {
    const ok = (fields: unknown) => workspaceFieldsSchema.safeParse(fields).success;
    expect([ok({}), ok({ name: 'Shop', currency: 'EUR', zone: 'Europe/Berlin' })]).toEqual([true, true]);
    for (const wrong of [
      { name: '' },
      { currency: 'eur' },
      { zone: 'Europe/Atlantis' },
      { zone: '+02:00' },
      { other: 1 },
    ])
      expect([wrong, ok(wrong)]).toEqual([wrong, false]);
  });
});

test('English alone is written as in the US, any other language as it is called', () => {
  expect(['en', 'en-GB', 'de', 'pt-BR'].map((language) => localeOf({ language }))).toEqual([
    'en-US',
    'en-GB',
    'de',
    'pt-BR',
  ]);
});

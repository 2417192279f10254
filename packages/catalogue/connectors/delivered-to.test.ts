import { describe, expect, test } from 'vitest';
import { deliveredTo, type SentAddress } from './delivered-to.ts';

const at = (street: string | undefined, postcode: string | undefined, country: string | undefined = 'US') =>
  ({ street, postcode, country }) satisfies SentAddress;
const HOME = at('12, Mill St.', '04101');

describe('where an order goes', () => {
  test.each([
    ['the same, written otherwise', at('12 MILL ST', '04 101'), true],
    ['next door', at('14 Mill St', '04101'), false],
    ['the same street in another town', at('12 Mill St', '04102'), false],
    ['another country', at('12 Mill St', '04101', 'CA'), false],
    ['without a street', at(undefined, '04101'), undefined],
  ])('to an address that is %s', (_words, shipping, same) => {
    const { sameAddress, ...countries } = deliveredTo(HOME, shipping);
    expect(sameAddress).toBe(same);
    expect(countries).toEqual({ billingCountry: 'US', shippingCountry: shipping.country });
  });

  test('says nothing of streets', () => {
    expect(JSON.stringify(deliveredTo(HOME, at('14 Mill St', '04101')))).not.toMatch(/mill|041/i);
  });

  test('of one without delivery says only who pays', () => {
    expect(deliveredTo(HOME, undefined)).toEqual({ billingCountry: 'US' });
    expect(deliveredTo(undefined, undefined)).toEqual({});
  });
});

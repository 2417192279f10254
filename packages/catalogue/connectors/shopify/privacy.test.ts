import { describe, expect, test } from 'vitest';
import { eventOf } from './testing/event-of.ts';

describe('privacy', () => {
  test('each of the three requests names who and what it is about', () => {
    expect(eventOf('customers/data_request')).toMatchObject({
      type: 'customer-data-requested',
      customer: { externalId: '7310558593214' },
      properties: { orderIds: ['6200354537772'], requestId: '90217' },
    });
    expect(eventOf('customers/redact')).toMatchObject({
      type: 'customer-erasure-requested',
      customer: { externalId: '7310558593214' },
      properties: { orderIds: ['6200354537772'] },
    });
    expect(eventOf('shop/redact')).toMatchObject({
      type: 'store-erasure-requested',
      customer: undefined,
      properties: { shopDomain: 'harbour-lane.myshopify.com' },
    });
  });
});

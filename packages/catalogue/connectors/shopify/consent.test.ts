import { describe, expect, test } from 'vitest';
import { consentOf, eventOf, fixture, type Payload } from './testing/event-of.ts';

describe('consent', () => {
  test('given at checkout counts from when the checkout began, so that a late update cannot undo an unsubscribe', () => {
    expect(consentOf(eventOf('checkouts/update'), 'email')).toMatchObject({
      state: 'subscribed',
      source: 'Shopify checkout',
      at: Date.parse('2026-11-10T15:05:02Z'),
    });
    const left = {
      ...(fixture('checkouts/update').payload['customer'] as Payload),
      email_marketing_consent: {
        state: 'unsubscribed',
        opt_in_level: null,
        consent_updated_at: '2026-11-10T15:30:00Z',
      },
    };
    expect(consentOf(eventOf('checkouts/update', { customer: left }), 'email')).toMatchObject({
      state: 'unsubscribed',
    });
  });

  test('is said by a ticked box, never by an empty one', () => {
    expect(eventOf('checkouts/create').customer?.consent).toBeUndefined();
    expect(
      consentOf(
        eventOf('checkouts/create', {
          buyer_accepts_sms_marketing: true,
          sms_marketing_phone: '+13125550142',
        }),
        'sms',
      ),
    ).toMatchObject({ state: 'subscribed', optIn: 'single' });
  });

  test('never asked for says nothing, so that an agreement given elsewhere stays', () => {
    expect(consentOf(eventOf('customers/update'), 'sms')).toBeUndefined();
  });

  test('to texts by double opt-in is known as such', () => {
    expect(eventOf('customers_marketing_consent/update')).toMatchObject({
      type: 'customer-subscribed',
      customer: {
        consent: { sms: { state: 'subscribed', optIn: 'double', at: Date.parse('2026-11-15T13:02:40Z') } },
      },
    });
  });

  test('withdrawn is an unsubscribe, and an address that is no longer valid may not be written to', () => {
    expect(eventOf('customers_email_marketing_consent/update').type).toBe('customer-unsubscribed');
    expect(
      eventOf('customers_email_marketing_consent/update', { email_marketing_consent: { state: 'invalid' } }),
    ).toMatchObject({
      type: 'customer-unsubscribed',
    });
    expect(
      eventOf('customers_email_marketing_consent/update', { email_marketing_consent: { state: 'pending' } }),
    ).toMatchObject({
      type: 'customer-updated',
      customer: { consent: { email: { state: 'pending' } } },
    });
    expect(eventOf('customers/delete').customer?.consent).toMatchObject({
      email: { state: 'unsubscribed' },
      sms: { state: 'unsubscribed' },
    });
  });

  test('of older versions, one box for everything, counts for e-mail', () => {
    const old = {
      email_marketing_consent: undefined,
      accepts_marketing: true,
      accepts_marketing_updated_at: '2021-06-01T08:00:00-04:00',
    };
    expect(consentOf(eventOf('customers/update', old), 'email')).toMatchObject({
      state: 'subscribed',
      at: Date.parse('2021-06-01T12:00:00Z'),
    });
  });
});

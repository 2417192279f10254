import { z } from 'zod';
import { checkedEvent } from '../checked-event.ts';
import { compact, email, id, read, text } from '../reading.ts';
import { addressSchema, countryOf } from './order.ts';
import { gmt, type Told } from './told.ts';

const customerSchema = z.looseObject({
  id,
  email,
  first_name: text(),
  last_name: text(),
  billing: addressSchema,
  shipping: addressSchema,
  date_created_gmt: gmt,
  date_modified_gmt: gmt,
});

/** A customer with an account. WooCommerce stores no consent, so none is reported. */
export function customerEvents(payload: unknown, told: Told) {
  const customer = read(customerSchema, payload, 'The customer');
  const address = customer.billing ?? customer.shipping;
  const changed = customer.date_modified_gmt ?? customer.date_created_gmt;
  return [
    checkedEvent(
      compact({
        id: `woocommerce:customer:${customer.id}:${changed ?? ''}:${told.fingerprint}`.slice(0, 255),
        type: 'customer-updated',
        occurredAt: changed ?? told.at,
        customer: compact({
          externalId: customer.id,
          email: customer.email ?? customer.billing?.email,
          phone: customer.billing?.phone,
          firstName: customer.first_name ?? address?.first_name,
          lastName: customer.last_name ?? address?.last_name,
          city: address?.city,
          country: countryOf(address),
        }),
        properties: compact({ createdAt: customer.date_created_gmt, updatedAt: customer.date_modified_gmt }),
      }),
    ),
  ];
}

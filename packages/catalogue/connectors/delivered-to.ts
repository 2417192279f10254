import { compact } from './reading.ts';

/** An address as a store sends it. */
export interface SentAddress {
  readonly country: string | undefined;
  /** First line: street and number. */
  readonly street: string | undefined;
  readonly postcode: string | undefined;
}

/** In small letters and digits of any script, so that "12, Mill St." is "12 mill st". */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether both are the same place; undefined when one of them says too little. */
function isSame(one: SentAddress, other: SentAddress): boolean | undefined {
  if (one.country === undefined || other.country === undefined) return undefined;
  if (one.country !== other.country) return false;
  if (one.street === undefined || other.street === undefined) return undefined;
  const name = ({ street = '', postcode = '' }: SentAddress) => `${plain(street)}/${plain(postcode)}`;
  return name(one) === name(other);
}

/**
 * Where an order is paid from and where it goes, as an event of an order tells it: the countries, and whether it is the
 * same address. Streets are compared and not passed on.
 */
export const deliveredTo = (billing: SentAddress | undefined, shipping: SentAddress | undefined) =>
  compact({
    billingCountry: billing?.country,
    shippingCountry: shipping?.country,
    sameAddress: billing && shipping ? isSame(billing, shipping) : undefined,
  });

import type { Instant } from '@millrace/base';
import type { Category } from '../shop/product.ts';

export type ConsentState = 'subscribed' | 'unsubscribed' | 'pending' | 'never-asked';

export interface Consent {
  readonly state: ConsentState;
  readonly source: string;
  readonly at: Instant;
  readonly optIn: 'single' | 'double' | 'unknown';
}

export type Device = 'mobile' | 'desktop' | 'tablet';
export const ACQUISITION_SOURCES = [
  'instagram',
  'search',
  'newsletter-swap',
  'friend',
  'podcast',
  'farmers-market',
  'direct',
] as const;
export type AcquisitionSource = (typeof ACQUISITION_SOURCES)[number];

/** What the shop knows about a person and sends to apps. Why they do what they do is in `truth/`. */
export interface Person {
  readonly index: number;
  /** Shopify's id of the customer. */
  readonly customerId: number;
  readonly tags: readonly string[];
  readonly email: string;
  /** E.164, or null. */
  readonly phone: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly street: string;
  readonly city: string;
  readonly region: string;
  readonly country: string;
  readonly postalCode: string;
  readonly zone: string;
  readonly language: string;
  readonly createdAt: Instant;
  readonly source: AcquisitionSource;
  readonly device: Device;
  readonly consent: { readonly email: Consent; readonly sms: Consent };
  readonly tastes: Readonly<Record<Category, number>>;
  /** Hours of the day, 0 to 23 in their own zone, at which they like to shop and read. */
  readonly favouriteHours: readonly number[];
}

/** Everything that the people and their past depend on. The same world always gives the same shop, person by person. */
export interface World {
  readonly seed: string;
  /** Number of customers at the opening. */
  readonly population: number;
  /** The opening: the end of the past, and the start of the running shop. From here the clocks of its people run faster. */
  readonly opensAt: Instant;
  readonly currency: string;
  /** Where the shop's own pages are, without a slash at the end. */
  readonly shopUrl: string;
}

export const POPULATION = 5_000;

import { id, instant, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

export const storefrontSchema = z
  .strictObject({
    siteKey: z.string().describe('Public: it is part of the address of the script'),
    script: z.string().describe('Address of the script'),
    origins: z.array(z.string()).describe('Addresses whose pages may send'),
    connectionId: id.nullable().describe('The connected store whose products the pages show'),
    takesCarts: z.boolean(),
    asksConsent: z.boolean(),
    takesPixel: z.boolean(),
    lastEventAt: instant.nullable(),
    lastEventType: z.string().nullable(),
    refusedOrigin: z.string().nullable().describe('An address that is not allowed and sent something last'),
    refusedAt: instant.nullable(),
  })
  .meta({ id: 'Storefront' });
export type StorefrontView = Shape<typeof storefrontSchema>;

export const storefrontPlaceSchema = z.strictObject({
  storefront: storefrontSchema.nullable().describe('Null until it is set up'),
  stores: z.array(z.strictObject({ id, name: z.string() })).describe('Connected stores'),
  address: z.string().nullable().describe("The store's address, as its settings name it"),
  notifications: z
    .strictObject({
      offered: z
        .boolean()
        .describe('Whether the script asks for notifications: something that sends them is connected'),
      browsers: z.int().describe('Browsers that agreed'),
      people: z.int().describe('Customers and visitors whose they are'),
      worker: z
        .string()
        .nullable()
        .describe('Address of the service worker; null until the snippet is set up'),
    })
    .describe('Notifications in the browsers of visitors'),
});
export type StorefrontPlace = Shape<typeof storefrontPlaceSchema>;

import { z } from 'zod';
import { HEADER_NAME, OWN_HEADERS } from '../acts/web-request.ts';

export const httpConfig = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'This is no address. It looks like https://api.example.com.' })
    .max(500)
    .refine(
      (address) => !/^[a-z]+:\/\/[^/]*@/i.test(address),
      'A name and a password do not belong into the address.',
    )
    .refine(
      (address) => !/[?#]/.test(address),
      'Nothing with a ? or a # belongs into this address. Write it into the step that asks.',
    )
    .meta({
      title: 'Address',
      description: 'Where its addresses begin, such as https://api.example.com. The secret goes nowhere else',
    }),
  headerName: z
    .string()
    .trim()
    .regex(HEADER_NAME, 'This is no name of a header.')
    .refine((name) => !OWN_HEADERS.includes(name.toLowerCase()), 'This header is written by the line itself.')
    .default('Authorization')
    .meta({
      title: 'Header',
      description: 'The header that carries the secret, such as Authorization or X-Api-Key',
    }),
  headerSecret: z
    .string()
    .trim()
    .min(4, 'This is too short to be the secret.')
    .max(4_000)
    .regex(/^[\x20-\x7e]+$/, 'A header carries plain letters, digits and signs only.')
    .meta({
      title: 'Secret',
      description: 'All of the header, such as Bearer 3f9c… Stored encrypted and never shown again',
      secret: true,
    }),
  perSecond: z
    .number()
    .min(0.1)
    .max(1_000)
    .default(5)
    .meta({ title: 'Requests a second', description: 'No more than this, over all flows together' }),
});

export type HttpConfig = z.output<typeof httpConfig>;

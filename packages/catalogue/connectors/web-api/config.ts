import { z } from 'zod';
import { HEADER_NAME, OWN_HEADERS } from '../acts/web-request.ts';

export const httpConfig = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'This is not an address. It looks like https://api.example.com.' })
    .max(500)
    .refine(
      (address) => !/^[a-z]+:\/\/[^/]*@/i.test(address),
      'Do not put a user name and password in the address.',
    )
    .refine(
      (address) => !/[?#]/.test(address),
      'Nothing with a ? or a # belongs into this address. Write it into the step that asks.',
    )
    .meta({
      title: 'Address',
      description:
        'The start of all addresses, such as https://api.example.com. The secret is sent nowhere else',
    }),
  headerName: z
    .string()
    .trim()
    .regex(HEADER_NAME, 'This is not a header name.')
    .refine((name) => !OWN_HEADERS.includes(name.toLowerCase()), 'Millrace sets this header itself.')
    .default('Authorization')
    .meta({
      title: 'Header',
      description: 'The header with the secret, such as Authorization or X-Api-Key',
    }),
  headerSecret: z
    .string()
    .trim()
    .min(4, 'This is too short to be the secret.')
    .max(4_000)
    .regex(/^[\x20-\x7e]+$/, 'A header can only have plain letters, digits and punctuation.')
    .meta({
      title: 'Secret',
      description:
        'The whole value of the header, such as Bearer 3f9c… It is stored encrypted and never shown again',
      secret: true,
    }),
  perSecond: z
    .number()
    .min(0.1)
    .max(1_000)
    .default(5)
    .meta({ title: 'Most requests a second', description: 'Over all flows together' }),
});

export type HttpConfig = z.output<typeof httpConfig>;

import { z } from 'zod';
import { defineCapability } from './define.ts';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const KEPT_TYPES = ['text', 'number', 'boolean'] as const;
/** Names a header may have (RFC 9110, section 5.6.2). */
export const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}$/;
/** Set by the transport; nobody may set them by hand. */
export const OWN_HEADERS = [
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'te',
  'trailer',
  'expect',
];

/** A field of the answer to store. */
export const keptField = z.strictObject({
  /** Where in the answer: `customer.tier`, `items.0.id`. */
  path: z.string().trim().min(1, 'Enter where in the answer it is, such as customer.tier.').max(200),
  name: z
    .string()
    .trim()
    .regex(
      /^[a-zA-Z][a-zA-Z0-9_]{0,39}$/,
      'A name begins with a letter and has only letters and digits, such as tier.',
    ),
  type: z.enum(KEPT_TYPES).default('text'),
});
export type KeptField = z.output<typeof keptField>;

/** One request to an address that the marketer chooses. Address, headers and body are templates. */
export const webRequest = defineCapability({
  id: 'web-request',
  title: 'HTTP request',
  words: 'make requests',
  input: z.strictObject({
    method: z.enum(METHODS),
    url: z.string().min(1).max(2_000),
    headers: z.array(z.strictObject({ name: z.string().max(80), value: z.string().max(2_000) })).max(20),
    body: z.string().max(20_000),
    timeoutSeconds: z.number().min(1).max(60),
    /** Whether the receiver ignores a repeat with the same `Idempotency-Key`. */
    honoursKey: z.boolean(),
    keep: z.array(keptField).max(20),
    /** Id of the connection whose address and header are used; null for none. */
    connection: z.string().max(60).nullable(),
  }),
  example: {
    method: 'POST',
    url: 'https://loyalty.example.com/members',
    headers: [{ name: 'X-Source', value: 'flow' }],
    body: '{ "email": "{{ customer.email }}", "orders": {{ customer.ordersCount }} }',
    timeoutSeconds: 10,
    honoursKey: true,
    keep: [{ path: 'member.tier', name: 'tier', type: 'text' }],
    connection: null,
  },
});

import { isEmailAddress } from '@millrace/base';
import { z } from 'zod';

/** What a store may offer for what comes back. */
export const RETURN_OFFERS = ['refund', 'exchange', 'credit'] as const;
export type ReturnOffer = (typeof RETURN_OFFERS)[number];

/** By what goods are left out of the policy. */
export const EXCLUDED_BY = ['product', 'category', 'tag'] as const;

const text = (most: number, missing: string) => z.string().trim().min(1, missing).max(most);

/** A reason that customers choose from. */
export const returnReasonSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'An id has small letters, digits and hyphens.')
    .describe('Stays when the words change; conditions compare it'),
  label: text(80, 'Write the reason.').describe('As customers read it'),
  asksText: z.boolean().default(false).describe('Whether customers have to say more'),
  toPerson: z.boolean().default(false).describe('Whether a person looks at each return with this reason'),
});
export type ReturnReason = z.output<typeof returnReasonSchema>;

/** Goods that cannot be returned, with the sentence that customers read. */
export const excludedGoodsSchema = z.strictObject({
  by: z.enum(EXCLUDED_BY),
  value: text(255, 'Choose what cannot be returned.').describe(
    'Name of the category or the tag, or id of the product in the store; capitals do not matter',
  ),
  sentence: text(200, 'Write what customers read.'),
});
export type ExcludedGoods = z.output<typeof excludedGoodsSchema>;

const reason = (id: string, label: string, more: Partial<ReturnReason> = {}): ReturnReason => ({
  id,
  label,
  asksText: false,
  toPerson: false,
  ...more,
});

/** Reasons of a store that has not written its own. */
export const USUAL_REASONS: readonly ReturnReason[] = [
  reason('too-small', 'Too small'),
  reason('too-large', 'Too large'),
  reason('changed-mind', 'I changed my mind'),
  reason('not-as-described', 'Not as described', { asksText: true }),
  reason('damaged', 'It arrived damaged', { asksText: true, toPerson: true }),
  reason('wrong-item', 'I got the wrong item', { asksText: true, toPerson: true }),
  reason('other', 'Something else', { asksText: true }),
];

const USUAL_EXCLUDED: readonly ExcludedGoods[] = [
  { by: 'category', value: 'Final sale', sentence: 'Items from the final sale cannot be returned.' },
  { by: 'category', value: 'Gift cards', sentence: 'Gift cards cannot be returned.' },
];

const differ = <Item>(items: readonly Item[], of: (item: Item) => string) =>
  new Set(items.map((item) => of(item).toLowerCase())).size === items.length;

/** What a store takes back, and how. Every field has a default that works. */
export const returnPolicySchema = z.strictObject({
  on: z.boolean().default(false).describe('Whether customers can use the returns page'),
  days: z
    .int()
    .min(1)
    .max(730)
    .default(30)
    .describe('Days from the delivery, or from the order where no delivery is known. The last day counts'),
  lateDays: z.int().min(0).max(730).default(14).describe('Days after that in which a person looks at it'),
  reasons: z
    .array(returnReasonSchema)
    .min(1, 'Keep at least one reason.')
    .max(20, 'At most 20 reasons.')
    .refine((list) => differ(list, ({ id }) => id), 'Two reasons have the same id.')
    .refine((list) => differ(list, ({ label }) => label), 'Two reasons have the same words.')
    .default([...USUAL_REASONS]),
  excluded: z
    .array(excludedGoodsSchema)
    .max(200, 'At most 200 entries.')
    .refine((list) => differ(list, ({ by, value }) => `${by}/${value}`), 'Something is listed twice.')
    .default([...USUAL_EXCLUDED]),
  mostPerYear: z
    .int()
    .min(1)
    .max(1_000)
    .nullable()
    .default(10)
    .describe('Returns of a customer in 365 days above which a person looks; null for no limit'),
  watchedTag: z
    .string()
    .trim()
    .max(80)
    .default('returns-watch')
    .describe('A person looks at returns of customers with this tag; empty for nobody'),
  offers: z
    .array(z.enum(RETURN_OFFERS))
    .min(1, 'Offer at least one of them.')
    .max(RETURN_OFFERS.length)
    .refine((list) => differ(list, (offer) => offer), 'Something is offered twice.')
    .default(['refund', 'exchange']),
  labelPaidBy: z.enum(['store', 'customer']).default('store'),
  contact: z
    .string()
    .trim()
    .max(320)
    .refine((address) => address === '' || isEmailAddress(address), 'This is not one e-mail address.')
    .default('')
    .describe('Where customers write with questions; empty for none'),
});
export type ReturnPolicy = z.output<typeof returnPolicySchema>;

/** Stored settings as a policy: a value that this release would not take counts as not set. */
export function readReturnPolicy(stored: unknown): ReturnPolicy {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const kept = Object.entries(returnPolicySchema.shape).flatMap(([name, schema]) => {
    const read = schema.safeParse(given[name]);
    return read.success ? [[name, read.data] as const] : [];
  });
  return returnPolicySchema.parse(Object.fromEntries(kept));
}

/** Offers as customers read them, before and after. */
export const OFFER_WORDS: Readonly<Record<ReturnOffer, { readonly label: string; readonly next: string }>> = {
  refund: { label: 'My money back', next: 'We refund what you paid for it, the way you paid.' },
  exchange: {
    label: 'Something else instead',
    next: 'We write to you about what you would like instead, and send it.',
  },
  credit: { label: 'Store credit', next: 'We give you store credit for what you paid for it.' },
};

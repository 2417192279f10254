import type { Tx } from '@millrace/db';
import { currencySchema, isEmailAddress, isZone, toEmailAddress } from '@millrace/base';
import { z } from 'zod';

const lead = z.int().min(0).max(365).nullable();
const units = z.int().min(1).max(100_000);

/** What one supplier needs; null for the lead time that is not known. */
export const supplierSchema = z.strictObject({
  vendor: z.string().trim().min(1, 'Give the name of the vendor, as products have it.').max(200),
  leadDays: lead,
  leadSpreadDays: z.int().min(0).max(180).nullable(),
  minimum: units,
  pack: units,
});

/** Settings of a store. Every field has a default that works. */
export const storeSettingsSchema = z.object({
  abandonMinutes: z
    .number()
    .min(0.05)
    .max(24 * 60)
    .default(15)
    .meta({ title: 'A cart is abandoned after', description: 'Minutes without a change', control: 'number' }),
  marginFloor: z.number().min(0).max(0.95).default(0.15).meta({
    title: 'Margin floor',
    description: 'Share of the price that must remain after any discount',
    control: 'percent',
  }),
  assumedCostShare: z.number().min(0).max(1).default(0.5).meta({
    title: 'Cost when unknown',
    description: 'Share of the price assumed as cost for products without one',
    control: 'percent',
  }),
  shippingCost: z.int().min(0).default(600).meta({
    title: 'What shipping costs you',
    description: 'Per order, for free shipping offers',
    control: 'money',
  }),
  deepestDiscount: z.number().min(0.01).max(0.95).nullable().default(null).meta({
    title: 'Deepest discount',
    description: 'Share of the price that any code may take off. Empty: as deep as the margin floor allows',
    control: 'percent',
  }),
  discountsPerCustomer: z.int().min(1).max(100).nullable().default(null).meta({
    title: 'Discounts for one customer',
    description: 'At most so many codes in the days below. Empty: any number',
    control: 'number',
  }),
  discountDays: z.int().min(1).max(730).default(90).meta({
    title: 'Counted over',
    description: 'For the discounts of one customer',
    control: 'number',
    unit: 'days',
  }),
  discountedCarts: z.number().min(0.01).max(1).nullable().default(null).meta({
    title: 'Carts with a discount',
    description:
      'At most this share of the carts left in the last 7 days. Empty: all of them may get a discount',
    control: 'percent',
  }),
  hourCost: z.int().min(0).max(10_000_000).default(3_000).meta({
    title: 'What an hour of work costs you',
    description: 'For the hours that a flow saves, in what it should earn',
    control: 'money',
  }),
  messageCosts: z.record(z.string().max(40), z.number().min(0).max(1_000_000)).default({}).meta({
    title: 'What 1,000 messages cost you',
    description:
      'For choosing a channel, and for what a flow should earn. Empty: what providers usually charge',
    control: 'message-costs',
  }),
  subscriberWorth: z.int().min(0).max(100_000_000).nullable().default(null).meta({
    title: 'What a lost subscriber costs you',
    description:
      'For choosing a channel. Empty: the margin of what they are expected to spend in 12 months, where that is known',
    control: 'money',
  }),
  freeShippingFrom: z
    .int()
    .min(0)
    .nullable()
    .default(null)
    .meta({ title: 'Shipping is free from', control: 'money' }),
  brandColor: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#0f5c56')
    .meta({ title: 'Brand colour', control: 'text' }),
  logoUrl: z.string().max(2000).default('').meta({ title: 'Logo address', control: 'text' }),
  postalAddress: z.string().max(500).default('').meta({
    title: 'Postal address',
    description: 'Shown at the foot of every e-mail, as the law requires',
    control: 'textarea',
  }),
  keepMonths: z.int().min(3).max(120).default(36).meta({
    title: 'Keep history for',
    description: 'Months after which events, timelines, decisions and messages are deleted',
    control: 'number',
    unit: 'months',
  }),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is written like en, de or pt-BR.')
    .default('en')
    .meta({
      title: 'Language of messages',
      description:
        'For dates, amounts, the opt-out text, and the words by which people opt out: en, de, pt-BR',
      control: 'text',
    }),
  dateOrder: z
    .enum(['unknown', 'day-first', 'month-first'])
    .default('unknown')
    .meta({
      title: 'Dates such as 03/04/2026 mean',
      description:
        'In data from your shop and your lists. Until you choose, such dates are ignored; 2026-04-03 is always clear',
      control: 'select',
      labels: {
        unknown: 'Not set',
        'day-first': '3 April: the day comes first',
        'month-first': 'March 4: the month comes first',
      },
    }),
  pointsExpireDays: z.int().min(1).max(3_650).nullable().default(null).meta({
    title: 'Points expire after',
    description: 'Days after they were given. Empty: never. Points given before keep their date',
    control: 'number',
    unit: 'days',
  }),
  pointsWarnDays: z.int().min(1).max(90).default(7).meta({
    title: 'Told before they expire',
    description: 'Days before, by the event Loyalty points are about to expire, for a flow to send a message',
    control: 'number',
    unit: 'days',
  }),
  tiers: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1, 'Give the tier a name.').max(40),
        from: z.int().min(0).max(100_000_000),
      }),
    )
    .max(10)
    .refine(
      (tiers) =>
        new Set(tiers.map(({ name }) => name.toLowerCase())).size === tiers.length &&
        new Set(tiers.map(({ from }) => from)).size === tiers.length,
      'Two tiers have the same name, or begin at the same points.',
    )
    .default([])
    .meta({
      title: 'Tiers',
      description: 'By all points that somebody ever got, also those that expired or were used',
      control: 'tiers',
    }),
  serviceLevel: z.number().min(0.5).max(0.999).default(0.95).meta({
    title: 'Stay in stock',
    description: 'In this share of lead times a product should not run out. More needs more stock',
    control: 'percent',
  }),
  coverDays: z.int().min(1).max(365).default(30).meta({
    title: 'An order lasts for',
    description: 'Days that the stock should last after a delivery',
    control: 'number',
    unit: 'days',
  }),
  orderLimit: z
    .int()
    .min(0)
    .nullable()
    .default(null)
    .meta({ title: 'An order costs at most', description: 'Empty: no limit', control: 'money' }),
  leadDays: lead.default(null).meta({
    title: 'Lead time',
    description:
      'Mean days from an order to the goods, for vendors without their own. Empty: not known, and no reorder point is told for them',
    control: 'number',
    unit: 'days',
  }),
  leadSpreadDays: z.int().min(0).max(180).nullable().default(null).meta({
    title: 'Lead times vary by',
    description:
      'Standard deviation: two of three deliveries come at most so many days sooner or later. Empty: not known',
    control: 'number',
    unit: 'days',
  }),
  minimumUnits: units.default(1).meta({
    title: 'Least order',
    description: 'Units of a product that suppliers send at least',
    control: 'number',
    unit: 'units',
  }),
  packUnits: units.default(1).meta({
    title: 'Pack',
    description: 'Orders are multiples of it',
    control: 'number',
    unit: 'units',
  }),
  suppliers: z
    .array(supplierSchema)
    .max(200)
    .refine(
      (suppliers) =>
        new Set(suppliers.map(({ vendor }) => vendor.trim().toLowerCase())).size === suppliers.length,
      'Two lines have the same vendor.',
    )
    .default([])
    .meta({ title: 'Vendors', description: 'Those that differ from the above', control: 'suppliers' }),
  fromName: z.string().max(120).default('').meta({ title: 'Sender name', control: 'text' }),
  fromEmail: z
    .string()
    .max(320)
    .overwrite((text) => toEmailAddress(text) ?? text)
    .refine(
      (text) => text === '' || isEmailAddress(text),
      'This is not one e-mail address, such as hello@your-shop.com.',
    )
    .default('')
    .meta({
      title: 'Sender address',
      description: 'One address, such as hello@your-shop.com. Empty for the address of the mail server',
      control: 'text',
    }),
});
/** The settings of a store with its name, currency and time zone. */
export const storeShape = z.strictObject({
  ...storeSettingsSchema.shape,
  name: z.string(),
  currency: z.string(),
  zone: z.string(),
  url: z.string(),
  demo: z.boolean(),
});
export type StoreSettings = z.output<typeof storeShape>;

export const workspaceFieldsSchema = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  currency: currencySchema.optional(),
  zone: z.string().refine(isZone, 'This is not a time zone such as Europe/Berlin.').optional(),
  url: z.string().max(500).optional(),
});

/** The store's settings, with defaults for fields that are not set. */
export async function storeSettings(tx: Tx, workspaceId: string): Promise<StoreSettings> {
  const [row] = await tx<
    { name: string; currency: string; zone: string; url: string; demo: boolean; settings: unknown }[]
  >`
    select name, currency, zone, url, demo, settings from workspaces where workspace_id = ${workspaceId}`;
  const settings = readSettings(row?.settings);
  return {
    ...settings,
    name: row?.name ?? '',
    currency: row?.currency ?? 'USD',
    zone: row?.zone ?? 'UTC',
    url: row?.url ?? '',
    demo: row?.demo ?? false,
  };
}

/** A stored value that the schema no longer accepts counts as not set; the other fields are kept. */
function readSettings(stored: unknown): z.infer<typeof storeSettingsSchema> {
  const parsed = storeSettingsSchema.safeParse(stored ?? {});
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')));
  const rest = Object.fromEntries(
    Object.entries((stored ?? {}) as Record<string, unknown>).filter(([name]) => !wrong.has(name)),
  );
  return storeSettingsSchema.catch(() => storeSettingsSchema.parse({})).parse(rest);
}

/** The locale for dates and amounts in messages. `en` without a country means US English. */
export const localeOf = ({ language }: Pick<StoreSettings, 'language'>): string =>
  language === 'en' ? 'en-US' : language;

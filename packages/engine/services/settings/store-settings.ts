import type { Tx } from '@millrace/db';
import { currencySchema, emailAddressSchema, isZone } from '@millrace/base';
import { z } from 'zod';

/** What the store says of itself. Shown in settings; every field has a default that works. */
export const storeSettingsSchema = z.object({
  abandonMinutes: z
    .number()
    .min(0.05)
    .max(24 * 60)
    .default(15)
    .meta({ title: 'A cart is abandoned after', description: 'Minutes without a change', control: 'number' }),
  marginFloor: z
    .number()
    .min(0)
    .max(0.95)
    .default(0.15)
    .meta({ title: 'Margin floor', description: 'Share of the price that must remain after any discount', control: 'percent' }),
  assumedCostShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .meta({ title: 'Cost when unknown', description: 'Share of the price assumed as cost for products without one', control: 'percent' }),
  shippingCost: z
    .int()
    .min(0)
    .default(600)
    .meta({ title: 'What shipping costs you', description: 'Per order, for free shipping offers', control: 'money' }),
  freeShippingFrom: z.int().min(0).nullable().default(null).meta({ title: 'Shipping is free from', control: 'money' }),
  brandColor: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#0f5c56')
    .meta({ title: 'Brand colour', control: 'text' }),
  logoUrl: z.string().max(2000).default('').meta({ title: 'Logo address', control: 'text' }),
  postalAddress: z
    .string()
    .max(500)
    .default('')
    .meta({ title: 'Postal address', description: 'Stands at the foot of every e-mail, as the law wants', control: 'textarea' }),
  keepMonths: z.int().min(3).max(120).default(36).meta({
    title: 'Keep history for',
    description: 'Months after which events, stories of people in flows, decisions and messages are deleted',
    control: 'number',
    unit: 'months',
  }),
  fromName: z.string().max(120).default('').meta({ title: 'Sender name', control: 'text' }),
  fromEmail: emailAddressSchema
    .or(z.literal(''))
    .default('')
    .meta({
      title: 'Sender address',
      description: 'One address, such as hello@your-shop.com; empty for that of the mail server',
      control: 'text',
    }),
});
export type StoreSettings = z.infer<typeof storeSettingsSchema> & {
  name: string;
  currency: string;
  zone: string;
  url: string;
  demo: boolean;
};

export const workspaceFieldsSchema = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  currency: currencySchema.optional(),
  zone: z.string().refine(isZone, 'This is not a time zone such as Europe/Berlin.').optional(),
  url: z.string().max(500).optional(),
});

/** The store's settings, defaults filled in. */
export async function storeSettings(tx: Tx, workspaceId: string): Promise<StoreSettings> {
  const [row] = await tx<{ name: string; currency: string; zone: string; url: string; demo: boolean; settings: unknown }[]>`
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

/** What was stored once and would not be taken any more counts as not set; everything else stays as it is. */
function readSettings(stored: unknown): z.infer<typeof storeSettingsSchema> {
  const parsed = storeSettingsSchema.safeParse(stored ?? {});
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')));
  const rest = Object.fromEntries(Object.entries((stored ?? {}) as Record<string, unknown>).filter(([name]) => !wrong.has(name)));
  return storeSettingsSchema.catch(() => storeSettingsSchema.parse({})).parse(rest);
}

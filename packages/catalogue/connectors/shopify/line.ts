import { z } from 'zod';
import { compact, amount, id, list, part, text } from '../reading.ts';

/** Shopify allows 500 lines in a cart; longer lists are refused. */
const LINES = 500;

const money = part(z.looseObject({ amount: amount.optional(), currency_code: text(3) }));
/** Amounts come twice: in the shop's currency, which we count in, and as the shopper saw them. */
export const moneySet = part(z.looseObject({ shop_money: money, presentment_money: money }));

export const lineSchema = z.looseObject({
  product_id: id.nullish(),
  variant_id: id.nullish(),
  sku: text(),
  title: text(400),
  presentment_title: text(400),
  variant_title: text(100),
  quantity: z.int().min(0).max(100_000).nullish(),
  price: amount.nullish(),
  discounted_price: amount.nullish(),
  price_set: moneySet,
  product_type: text(),
});
export type Line = z.output<typeof lineSchema>;

export const linesSchema = list(lineSchema, LINES);

/** A line in the words of the intake. Tips and custom items have no product: they get a name of their own. */
export function intakeLine(line: Line) {
  const title = line.title ?? line.presentment_title ?? '';
  return compact({
    productId: line.product_id ?? `custom:${line.sku ?? title}`.slice(0, 255),
    variantId: line.variant_id ?? undefined,
    title: line.variant_title !== undefined && !title.includes(line.variant_title) ? `${title} - ${line.variant_title}` : title,
    category: line.product_type,
    sku: line.sku,
    quantity: line.quantity ?? 1,
    price: line.discounted_price ?? line.price ?? line.price_set?.shop_money?.amount ?? '0',
  });
}

/** `/cart/{variant}:{quantity},...` fills a cart anew, also on another device; undefined when a line has no variant. */
export function cartPermalink(lines: readonly Line[], shopDomain: string): string | undefined {
  if (lines.length === 0 || lines.some((line) => !line.variant_id)) return undefined;
  const url = `https://${shopDomain}/cart/${lines.map((line) => `${line.variant_id}:${line.quantity ?? 1}`).join(',')}`;
  return url.length <= 2_000 ? url : undefined;
}

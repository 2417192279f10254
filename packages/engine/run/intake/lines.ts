import type { Tx } from '@millrace/db';
import type { z } from 'zod';
import type { intakeLineSchema, LineFacts } from '@millrace/flow';
import { minorUnits } from './store-products.ts';

type IntakeLine = z.output<typeof intakeLineSchema>;

interface KnownVariant {
  readonly cost: number | null;
  readonly image: string | null;
  readonly url: string | null;
}

export interface KnownProduct {
  readonly id: string;
  readonly external_id: string;
  readonly title: string;
  readonly category: string | null;
  readonly image: string | null;
  readonly url: string | null;
  /** Unit cost of a product without variants; null when its variants have costs of their own. */
  readonly own_cost: number | null;
  /** Unit cost of one of its cheapest variants, for lines that name no variant. */
  readonly cost: number | null;
  /** The variants that lines name, by the sender's id. */
  readonly variants: Readonly<Record<string, KnownVariant>> | null;
}

export interface NamedProduct {
  readonly productId: string;
  readonly variantId?: string | null | undefined;
}

/** The products that lines name, with the variants named, by the sender's product id. */
export async function productsNamed(
  tx: Tx,
  source: string,
  named: readonly NamedProduct[],
): Promise<Map<string, KnownProduct>> {
  const products = [...new Set(named.map((one) => one.productId))];
  if (products.length === 0) return new Map();
  const variants = [...new Set(named.flatMap((one) => one.variantId ?? []))];
  const rows = await tx<KnownProduct[]>`
    select p.id, p.external_id, p.title, p.category, p.image, p.url, p.cost,
      case when v.costs > 0 then null else p.cost end as own_cost, v.named as variants
    from products p left join lateral (
      select count(cost) as costs,
        jsonb_object_agg(external_id,
        jsonb_build_object('cost', cost, 'image', image, 'url',
        url)) filter (where external_id in (select unnest(${variants}::text[]))) as named
      from product_variants where product_id = p.id) v on true
    where p.source = ${source} and p.external_id in (select unnest(${products}::text[]))`;
  return new Map(rows.map((row) => [row.external_id, row]));
}

/** Unit cost to the store in minor units: that of the line's own variant, never of another variant. */
export function costOf(product: KnownProduct | undefined, variantId: string | null): number | null {
  if (!product) return null;
  if (variantId === null) return product.cost;
  return product.variants?.[variantId]?.cost ?? product.own_cost;
}

/** Fields that the catalogue has and the line leaves out. */
export function catalogued(line: IntakeLine, product: KnownProduct | undefined) {
  const variant = line.variantId ? product?.variants?.[line.variantId] : undefined;
  return {
    title: line.title || (product?.title ?? ''),
    category: line.category ?? product?.category ?? null,
    image: line.image ?? variant?.image ?? product?.image ?? null,
    url: line.url ?? variant?.url ?? product?.url ?? null,
  };
}

/**
 * A cart's lines as stored: prices in minor units, and fields from the catalogue that the line leaves out.
 */
export function storedLines(
  lines: readonly IntakeLine[],
  currency: string,
  products: ReadonlyMap<string, KnownProduct>,
): LineFacts[] {
  return lines
    .filter((line) => line.quantity > 0)
    .map((line) => {
      const known = products.get(line.productId);
      const variantId = line.variantId ?? null;
      return {
        productId: line.productId,
        variantId,
        ...catalogued(line, known),
        quantity: line.quantity,
        price: minorUnits(line.price, currency) ?? 0,
        cost: minorUnits(line.cost, currency) ?? costOf(known, variantId),
        stock: null,
      };
    });
}

export function linesTotal(lines: readonly LineFacts[]): number {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

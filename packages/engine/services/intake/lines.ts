import type { Tx } from '@millrace/db';
import type { z } from 'zod';
import type { intakeLineSchema, LineFacts } from '@millrace/flow';
import { minorUnits } from './store-products.ts';

type IntakeLine = z.output<typeof intakeLineSchema>;

export interface KnownProduct {
  readonly id: string;
  readonly external_id: string;
  readonly title: string;
  readonly category: string | null;
  readonly cost: number | null;
  readonly image: string | null;
  readonly url: string | null;
}

/** The products named in lines, by the sender's id. */
export async function productsNamed(tx: Tx, source: string, externalIds: readonly string[]): Promise<Map<string, KnownProduct>> {
  const unique = [...new Set(externalIds)];
  if (unique.length === 0) return new Map();
  const rows = await tx<
    KnownProduct[]
  >`select id, external_id, title, category, cost, image, url from products where source = ${source} and external_id in (select unnest(${unique}::text[]))`;
  return new Map(rows.map((row) => [row.external_id, row]));
}

/** Lines as they are stored: prices in minor units, with what the catalogue knows and the line does not say. */
export function storedLines(lines: readonly IntakeLine[], currency: string, products: ReadonlyMap<string, KnownProduct>): LineFacts[] {
  return lines
    .filter((line) => line.quantity > 0)
    .map((line) => {
      const known = products.get(line.productId);
      return {
        productId: line.productId,
        variantId: line.variantId ?? null,
        title: line.title || (known?.title ?? ''),
        category: line.category ?? known?.category ?? null,
        quantity: line.quantity,
        price: minorUnits(line.price, currency) ?? 0,
        cost: minorUnits(line.cost, currency) ?? known?.cost ?? null,
        image: line.image ?? known?.image ?? null,
        url: line.url ?? known?.url ?? null,
        stock: null,
      };
    });
}

export function linesTotal(lines: readonly LineFacts[]): number {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

/**
 * Contribution margin of an order in minor units: what the lines brought, less discount and cost of goods. Shipping and tax
 * pass through. A line without a cost is taken at `assumedCostShare` of its price.
 */
export function orderMargin(lines: readonly LineFacts[], discount: number, assumedCostShare: number): number {
  return (
    lines.reduce((sum, line) => sum + (line.price - (line.cost ?? Math.round(line.price * assumedCostShare))) * line.quantity, 0) - discount
  );
}

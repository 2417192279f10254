import { parseAmount } from '@millrace/base';
import type { Desk, Operations, ShelvedProduct, UserError } from '../desk.ts';
import { productNamed } from '../named.ts';
import { productNode } from '../nodes/product-node.ts';
import { notAnswered } from '../search.ts';

interface VariantInput {
  readonly id?: string | null;
  readonly price?: string | null;
  readonly compareAtPrice?: string | null;
}
interface BulkUpdate {
  readonly productId: string;
  readonly variants: readonly VariantInput[];
}

/** Prices of variants; each product has one. Refuses, with a sentence, to change any other field of a variant. */
export const prices: Operations = {
  productVariantsBulkUpdate({ productId, variants }: BulkUpdate, desk) {
    const found = productNamed(productId, desk);
    if (!found)
      return failed([
        { code: 'PRODUCT_DOES_NOT_EXIST', field: ['productId'], message: 'Product does not exist' },
      ]);
    for (const variant of variants) {
      const other = Object.keys(variant).find((field) => !['id', 'price', 'compareAtPrice'].includes(field));
      if (other !== undefined) throw notAnswered(`This shop does not change ${other} of a variant.`);
    }
    const problems = variants.flatMap((variant, index) => problemsOf(variant, index, found, desk));
    if (problems.length > 0) return failed(problems);
    for (const { price, compareAtPrice } of variants)
      desk.setPrice(
        found.product.number,
        price == null ? found.product.price : parseAmount(price, desk.currency)!,
        compareAtPrice === undefined ? found.compareAt : parseAmount(compareAtPrice, desk.currency),
      );
    const product = productNode(productNamed(productId, desk)!, desk.currency);
    return { product, productVariants: variants.length === 0 ? [] : [product.variant], userErrors: [] };
  },
};

const failed = (userErrors: readonly UserError[]) => ({ product: null, productVariants: null, userErrors });

function problemsOf(
  { id, price, compareAtPrice }: VariantInput,
  index: number,
  { product }: ShelvedProduct,
  desk: Desk,
): UserError[] {
  const error = (code: string, field: string, message: string): UserError => ({
    code,
    field: ['variants', String(index), field],
    message,
  });
  if (id !== `gid://shopify/ProductVariant/${product.variantId}`)
    return [error('PRODUCT_VARIANT_DOES_NOT_EXIST', 'id', 'Product variant does not exist')];
  const negative = (amount: string | null | undefined) =>
    amount != null && (parseAmount(amount, desk.currency) ?? -1) < 0;
  return [
    ...(negative(price)
      ? [error('GREATER_THAN_OR_EQUAL_TO', 'price', 'Price must be greater than or equal to 0')]
      : []),
    ...(negative(compareAtPrice)
      ? [
          error(
            'GREATER_THAN_OR_EQUAL_TO',
            'compareAtPrice',
            'Compare at price must be greater than or equal to 0',
          ),
        ]
      : []),
  ];
}

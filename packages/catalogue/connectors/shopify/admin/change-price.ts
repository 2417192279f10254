import { z } from 'zod';
import { formatMoney, parseAmount } from '@millrace/base';
import { done, refused, unclear, type Act, type ActCall, type ActOutcome, type Inquired } from '../../act.ts';
import { changePrice } from '../../acts/change-price.ts';
import { found, repriced, reprice, type NamedVariant } from '../../acts/priced-variants.ts';
import type { Dialogue } from '../../dialogue.ts';
import type { Answer } from '../../exchange.ts';
import { decimalText } from '../../money-text.ts';
import type { ShopifyConfig } from '../config.ts';
import { adminRequest } from '../ask.ts';
import { admitted, saidBy, userErrors } from './admitted.ts';
import { asked, gidOf } from './inquired.ts';

const VARIANTS = `query Prices($id: ID!, $after: String) {
  shop { currencyCode }
  product(id: $id) { variants(first: 100, after: $after) {
    nodes { id price compareAtPrice inventoryItem { unitCost { amount currencyCode } } } pageInfo { hasNextPage endCursor } } }
}`;
const REPRICE = `mutation Reprice($product: ID!, $variants: [ProductVariantsBulkInput!]!) {
  repriced: productVariantsBulkUpdate(productId: $product, variants: $variants, allowPartialUpdates: false) {
    productVariants { id price compareAtPrice } userErrors { code field message } }
}`;
/** Shopify accepts no longer lists. */
const MOST = 250;

const productSchema = z.looseObject({
  variants: z.looseObject({
    nodes: z.array(
      z.looseObject({
        id: z.string(),
        price: z.string(),
        compareAtPrice: z.string().nullish(),
        inventoryItem: z
          .looseObject({
            unitCost: z.looseObject({ amount: z.string(), currencyCode: z.string() }).nullish(),
          })
          .nullish(),
      }),
    ),
    pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  }),
});
const shopSchema = z.looseObject({ currencyCode: z.string() });
const payload = z.looseObject({
  productVariants: z.array(z.looseObject({ id: z.string() })).nullish(),
  userErrors,
});

/** Changes the product's price in the shop, for all variants together. */
export const changePriceInShopify: Act<ShopifyConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'The new prices are computed once and written as amounts: written twice they are the same.',
  }),
  isReady: (_settings, secrets) => secrets.includes('accessToken'),
  example: { accessToken: 'shpat_example_token' },
  inquire,
  request(call, config) {
    const { currency } = changePrice.input.parse(call.input);
    const variants = repriced(call.learned).changes.map(({ id, price, compareAt }) => ({
      id,
      price: decimalText(price, currency),
      compareAtPrice: compareAt === null ? null : decimalText(compareAt, currency),
    }));
    return {
      via: 'http',
      request: adminRequest(config, REPRICE, { product: gidOf(call, 'Product'), variants }),
    };
  },
  outcome: outcomeOf,
};

function* inquire(call: ActCall, config: ShopifyConfig): Dialogue<Inquired> {
  const terms = changePrice.input.parse(call.input);
  const id = gidOf(call, 'Product');
  const variants: NamedVariant[] = [];
  for (let after: string | null = null, more = true; more;) {
    const said: { readonly data: Readonly<Record<string, unknown>> } | { readonly ends: ActOutcome } =
      yield* asked(config, VARIANTS, {
        id,
        after,
      });
    if ('ends' in said) return said.ends;
    if (said.data['product'] === null) return refused('There is no such product in the shop');
    const product: z.output<typeof productSchema> | undefined = productSchema.safeParse(
      said.data['product'],
    ).data;
    const currency = shopSchema.safeParse(said.data['shop']).data?.currencyCode;
    if (!product || currency === undefined) return unclear('The answer of Shopify cannot be read.');
    if (currency !== terms.currency)
      return refused(`The shop sells in ${currency}, and the limits are in ${terms.currency}`);
    for (const node of product.variants.nodes) {
      const price = parseAmount(node.price, currency);
      const { unitCost } = node.inventoryItem ?? {};
      if (price === null) return unclear('The answer of Shopify cannot be read.');
      const cost = unitCost?.currencyCode === currency ? parseAmount(unitCost.amount, currency) : null;
      variants.push({ id: node.id, price, compareAt: parseAmount(node.compareAtPrice, currency), cost });
    }
    after = product.variants.pageInfo.endCursor ?? null;
    more = product.variants.pageInfo.hasNextPage && after !== null;
    if (variants.length > MOST) return refused(`The product has more than ${MOST} variants`);
  }
  return reprice(variants, terms);
}

function outcomeOf(answer: Answer, call: ActCall): ActOutcome {
  const given = admitted(answer);
  if ('ends' in given) return given.ends;
  const read = payload.safeParse(given.data['repriced']);
  if (!read.success) return unclear('Shopify did not say whether the price was changed.');
  if (read.data.userErrors.length > 0) return refused(saidBy(read.data.userErrors));
  if (!read.data.productVariants) return unclear('Shopify did not say whether the price was changed.');
  const { before, after, changes } = repriced(call.learned);
  const { currency } = changePrice.input.parse(call.input);
  return done(
    found(before, after, changes.length),
    `The price in the shop is ${formatMoney({ amount: after, currency })} now.`,
  );
}

import { z } from 'zod';
import { formatMoney, parseAmount, type Json } from '@millrace/base';
import { done, refused, unclear, type Act, type ActCall, type Inquired } from '../../act.ts';
import { changePrice } from '../../acts/change-price.ts';
import { found, repriced, reprice, type NamedVariant, type Repriced } from '../../acts/priced-variants.ts';
import type { Dialogue } from '../../dialogue.ts';
import { decimalText } from '../../money-text.ts';
import { wooRequest } from '../api.ts';
import type { WoocommerceConfig } from '../config.ts';
import { productOf } from './about.ts';
import { saidByWoo } from './said.ts';

const text = z.union([z.string(), z.number()]).transform(String).nullish();
const pricedSchema = z.looseObject({ id: z.int(), regular_price: text, sale_price: text });
const productSchema = pricedSchema.extend({ type: z.string().catch('simple') });
const variationsSchema = z.array(pricedSchema);
/** Most variations WooCommerce changes at once. */
const MOST = 100;

/** Changes the regular price and sale price of a product, or of all its variations. */
export const changePriceInWoocommerce: Act<WoocommerceConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'The new prices are computed once and written as amounts: written twice they are the same.',
  }),
  inquire,
  request(call, config) {
    const { currency } = changePrice.input.parse(call.input);
    const { changes } = repriced(call.learned);
    const product = productOf(call);
    const isSimple = changes.length === 1 && changes[0]!.id === product;
    const request = isSimple
      ? wooRequest(config, 'PUT', `/products/${product}`, {}, pricesOf(changes[0]!, currency))
      : wooRequest(
          config,
          'POST',
          `/products/${product}/variations/batch`,
          {},
          {
            update: changes.map((one) => ({ id: Number(one.id), ...pricesOf(one, currency) })),
          },
        );
    return { via: 'http', request, timeoutMs: 60_000 };
  },
  outcome(answer, call) {
    const said = saidByWoo(answer);
    if ('ends' in said) return said.ends;
    const problem = /"error":\{"code"/.test(answer.kind === 'answered' ? answer.body : '');
    if (problem) return refused('WooCommerce did not accept every price');
    const { before, after, changes } = repriced(call.learned);
    const { currency } = changePrice.input.parse(call.input);
    return done(
      found(before, after, changes.length),
      `The price in the store is ${formatMoney({ amount: after, currency })} now.`,
    );
  },
};

/** With an old price, the old price becomes the regular price and the new one the sale price. */
function pricesOf({ price, compareAt }: Repriced, currency: string): Record<string, Json> {
  return compareAt === null
    ? { regular_price: decimalText(price, currency), sale_price: '' }
    : { regular_price: decimalText(compareAt, currency), sale_price: decimalText(price, currency) };
}

function* inquire(call: ActCall, config: WoocommerceConfig): Dialogue<Inquired> {
  const terms = changePrice.input.parse(call.input);
  const id = productOf(call);
  const said = saidByWoo(yield wooRequest(config, 'GET', `/products/${id}`));
  if ('ends' in said) return said.ends;
  const product = productSchema.safeParse(said.json).data;
  if (!product) return unclear('The answer of WooCommerce cannot be read.');
  if (product.type === 'grouped' || product.type === 'external')
    return refused('The product is sold elsewhere and has no price here');
  if (product.type !== 'variable') return reprice(priced([product], terms.currency), terms);
  const all = saidByWoo(yield wooRequest(config, 'GET', `/products/${id}/variations`, { per_page: MOST }));
  if ('ends' in all) return all.ends;
  const variations = variationsSchema.safeParse(all.json).data;
  if (!variations) return unclear('The answer of WooCommerce cannot be read.');
  if (variations.length === MOST) return refused(`The product has ${MOST} variations or more`);
  return reprice(priced(variations, terms.currency), terms);
}

/** Variants without a price are not sold and left out. WooCommerce's own costs are not read. */
function priced(list: readonly z.output<typeof pricedSchema>[], currency: string): NamedVariant[] {
  return list.flatMap(({ id, regular_price: regular, sale_price: sale }) => {
    const whole = parseAmount(regular, currency);
    if (whole === null) return [];
    const reduced = parseAmount(sale, currency);
    return [
      { id: String(id), price: reduced ?? whole, compareAt: reduced === null ? null : whole, cost: null },
    ];
  });
}

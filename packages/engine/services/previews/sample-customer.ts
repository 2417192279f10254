import { localeOf, type StoreSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { sampleView, type ContentView } from '@millrace/content';
import { uncountedAnswer } from '@millrace/run/sending';

interface ShelfRow {
  readonly title: string;
  readonly category: string | null;
  readonly vendor: string | null;
  readonly price: number;
  readonly compare_at_price: number | null;
  readonly stock: number | null;
  readonly image: string;
  readonly url: string | null;
}

/** Products of the store that a sample shows: enough for a cart and for products recommended beside it. */
const SHOWN = 6;

/**
 * The sample customer, in this store: its settings, and its own products with their pictures once it has some.
 * Before that the sample's.
 */
export async function sampleOf(
  tx: Tx,
  settings: StoreSettings,
  context: Pick<Context, 'publicUrl'>,
): Promise<ContentView> {
  // In the order of an index, so that a large catalogue is not read for it.
  const shelf = await tx<ShelfRow[]>`
    select title, category, vendor, price, compare_at_price, stock, image, url from products
      where status = 'active' and title <> '' and price > 0 and image is not null
        and (stock is null or stock > 0) and (currency is null or currency = ${settings.currency})
      order by source, external_id limit ${SHOWN}`;
  const sample = filledFrom(shelf, sampleView());
  const inCurrency = <Line extends { currency: string }>(line: Line): Line => ({
    ...line,
    currency: settings.currency,
  });
  return {
    ...sample,
    store: {
      name: settings.name,
      url: settings.url || sample.store.url,
      currency: settings.currency,
      freeShippingFrom: settings.freeShippingFrom,
    },
    cart: sample.cart && {
      ...sample.cart,
      currency: settings.currency,
      lines: sample.cart.lines.map(inCurrency),
    },
    order: sample.order && {
      ...sample.order,
      currency: settings.currency,
      lines: sample.order.lines.map(inCurrency),
    },
    product: sample.product && inCurrency(sample.product),
    recommendations: sample.recommendations.map(inCurrency),
    links: { ...sample.links, answer: uncountedAnswer(context) },
    currency: settings.currency,
    locale: localeOf(settings),
    dateOrder: settings.dateOrder,
  };
}

/** The sample with the store's products in place of its own; as it is while the store has too few to fill it. */
function filledFrom(shelf: readonly ShelfRow[], sample: ContentView): ContentView {
  const { cart, order, product, recommendations } = sample;
  if (!cart || !order || !product || shelf.length < SHOWN) return sample;
  const as = <Line extends { readonly title: string }>(line: Line, at: number) => {
    const { title, price, image, url } = shelf[at]!;
    return { ...line, title, price, image, url };
  };
  const totalOf = (lines: readonly { readonly price: number; readonly quantity: number }[]) =>
    lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const inCart = cart.lines.map(as);
  const ordered = order.lines.map(as);
  const { category, vendor, compare_at_price: compareAtPrice, stock } = shelf[0]!;
  return {
    ...sample,
    cart: { ...cart, total: totalOf(inCart), firstTitle: inCart[0]!.title, lines: inCart },
    order: { ...order, total: totalOf(ordered), lines: ordered },
    product: { ...as(product, 0), category, vendor, compareAtPrice, stock },
    recommendations: recommendations.map((line, at) => as(line, at + inCart.length)),
  };
}

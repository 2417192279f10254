export interface PageProduct {
  readonly productId: string;
  readonly variantId?: string | undefined;
  readonly title?: string | undefined;
  readonly category?: string | undefined;
  readonly price?: string | number | undefined;
  readonly currency?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const first = (value: unknown): Fields => fields(Array.isArray(value) ? value[0] : value);

/** What the page says of its product in JSON-LD (schema.org), the format that shops have for search engines. */
export function productInJsonLd(scripts: readonly string[]): PageProduct | null {
  for (const script of scripts) {
    try {
      const read = JSON.parse(script) as unknown;
      const items = [read, fields(read)['@graph']].flat().map(fields);
      // A group of variants counts as its first one, when it has no id itself.
      const found = items.find((item) =>
        [item['@type']].flat().some((type) => type === 'Product' || type === 'ProductGroup'),
      );
      if (!found) continue;
      const offer = first(found['offers']);
      const productId =
        text(found['productID']) ??
        text(found['productGroupID']) ??
        text(found['sku']) ??
        text(first(found['hasVariant'])['sku']);
      if (productId === undefined) continue;
      return {
        productId: productId.replace(/^\w+:/, ''),
        title: text(found['name']),
        category: text(found['category']),
        price: text(offer['price'] ?? offer['lowPrice']),
        currency: text(offer['priceCurrency']),
      };
    } catch {
      // Not JSON: somebody else's mistake, on a page that is not ours.
    }
  }
  return null;
}

/** The product of a page: by our own attributes, by what its shop system says, or by JSON-LD. */
export function productOf(page: Document, view: Window): PageProduct | null {
  const marked = page.querySelector<HTMLElement>('[data-millrace-product]');
  if (marked) {
    const {
      millraceProduct = '',
      millraceVariant,
      millraceTitle,
      millraceCategory,
      millracePrice,
      millraceCurrency,
    } = marked.dataset;
    return {
      productId: millraceProduct,
      variantId: millraceVariant,
      title: millraceTitle,
      category: millraceCategory,
      price: millracePrice,
      currency: millraceCurrency,
    };
  }
  const read = productInJsonLd(
    [...page.querySelectorAll('script[type="application/ld+json"]')].map(
      (script) => script.textContent ?? '',
    ),
  );
  // Shopify and WooCommerce tell search engines the SKU, and their own systems the id.
  const meta = fields(fields(fields((view as unknown as Fields)['ShopifyAnalytics'])['meta'])['product']);
  const own =
    text(meta['id']) ??
    (/\bsingle-product\b/.test(page.body.className)
      ? /\bpostid-(\d+)/.exec(page.body.className)?.[1]
      : undefined);
  return own === undefined ? read : { ...read, productId: own };
}

/** The words of a search, when this is a page of results. */
export function searchOf(address: URL): string | null {
  const words = address.searchParams.get('q') ?? address.searchParams.get('s');
  return words !== null &&
    words.trim() !== '' &&
    (/search/i.test(address.pathname) || address.searchParams.has('s'))
    ? words.trim()
    : null;
}

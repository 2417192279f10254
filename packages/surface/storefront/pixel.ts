/**
 * The code of a custom pixel for Shopify (Settings, Customer events), which runs in a sandbox of Shopify's and sees
 * the checkout too. It sends what the script sends, under the same name of the browser.
 * @param script address of the script of the store
 */
export function pixelCode(script: string): string {
  return CODE.replace('__EVENTS__', () => JSON.stringify(script.replace(/\.js$/, '/events')));
}

const CODE = `// Millrace for Shopify. Settings, Customer events, Add custom pixel. Permission: Analytics.
const EVENTS = __EVENTS__;
const KEPT_FOR = 395 * 24 * 60 * 60 * 1000;
const token = new URLSearchParams(init.context.document.location.search).get('mr_visitor');
let allowed = init.customerPrivacy.analyticsProcessingAllowed;
let visitor = null;
let waiting = [];
let working = Promise.resolve();

const read = async () => {
  try {
    const kept = JSON.parse(await browser.localStorage.getItem('millrace'));
    if (kept && Date.now() - kept.at < KEPT_FOR) return kept.id;
  } catch {}
  const id = crypto.randomUUID().replaceAll('-', '');
  await browser.localStorage.setItem('millrace', JSON.stringify({ id, at: Date.now() }));
  return id;
};
const send = () => {
  working = working.then(async () => {
    if (!allowed || waiting.length === 0) return;
    visitor = visitor ?? (await read());
    const events = waiting.splice(0, 20).map(({ at, ...event }) => ({ ...event, ago: Date.now() - at }));
    await fetch(EVENTS, { method: 'POST', keepalive: true, body: JSON.stringify({ visitor, token, events }) });
  }).catch(() => undefined);
};
const on = (name, type, propertiesOf) =>
  analytics.subscribe(name, (event) => {
    const properties = propertiesOf(event.data, event.context.document);
    if (!properties) return;
    waiting = [...waiting, { id: event.id, type, at: Date.now(), properties }].slice(-50);
    send();
  });
customerPrivacy.subscribe('visitorConsentCollected', (event) => {
  allowed = event.customerPrivacy.analyticsProcessingAllowed;
  if (!allowed) browser.localStorage.removeItem('millrace');
  send();
});

const line = (variant, quantity) => ({
  productId: variant.product.id, variantId: variant.id, title: variant.product.title,
  quantity, price: String(variant.price.amount),
});
const lines = (items) => items.filter((item) => item.variant?.product?.id).map((item) => line(item.variant, item.quantity));
const checkout = ({ checkout: it }) => it.token && {
  cartId: it.token, lines: lines(it.lineItems), currency: it.currencyCode,
  ...(it.totalPrice ? { total: String(it.totalPrice.amount) } : {}),
};
const step = (name) => (data) => { const it = checkout(data); return it && { ...it, step: name }; };

on('page_viewed', 'page-viewed', (_data, page) => ({ url: page.location.href, title: page.title }));
on('product_viewed', 'product-viewed', ({ productVariant: it }, page) => ({
  productId: it.product.id, variantId: it.id, title: it.product.title, category: it.product.type || undefined,
  price: String(it.price.amount), currency: it.price.currencyCode, url: page.location.href,
}));
on('collection_viewed', 'collection-viewed', ({ collection: it }, page) => ({
  collectionId: it.id, title: it.title, url: page.location.href,
}));
on('search_submitted', 'searched', ({ searchResult: it }) => it.query && ({
  query: it.query, results: it.productVariants?.length,
}));
on('cart_viewed', 'cart-updated', ({ cart: it }) => it && ({
  cartId: it.id, currency: it.cost.totalAmount.currencyCode, total: String(it.cost.totalAmount.amount),
  lines: it.lines.map(({ merchandise, quantity }) => line(merchandise, quantity)),
}));
on('checkout_started', 'checkout-started', checkout);
on('checkout_contact_info_submitted', 'checkout-updated', step('checkout'));
on('checkout_shipping_info_submitted', 'checkout-updated', step('shipping'));
on('payment_info_submitted', 'checkout-updated', step('payment'));
`;

import { DAY, type Instant } from '@millrace/base';
import type { LineFacts, OrderFacts } from '@millrace/flow';
import type { RehearsalEvent } from '@millrace/rehearsal';
import type { CastMember } from '@millrace/templates';

type Told = Record<string, unknown>;

/** An event for the intake, and the store's own time at which it happened. */
export interface ToTell {
  readonly at: Instant;
  readonly event: Told;
}

const inMajor = (minor: number | null): string | undefined =>
  minor === null ? undefined : (minor / 100).toFixed(2);
const lineOf = ({ productId, title, category, quantity, price, cost, url }: LineFacts) => ({
  productId,
  title,
  ...(category === null ? {} : { category }),
  quantity,
  price: inMajor(price),
  ...(cost === null ? {} : { cost: inMajor(cost) }),
  ...(url === null ? {} : { url }),
});
const orderOf = ({ id, lines, total, number, fulfilment }: OrderFacts) => ({
  orderId: id,
  ...(number === null ? {} : { number }),
  ...(fulfilment === null ? {} : { fulfilmentStatus: fulfilment }),
  currency: 'USD',
  lines: lines.map(lineOf),
  total: inMajor(total),
});

/**
 * What a store would send of a member of a cast: who they are, what they bought before, and what they do.
 * Events that Millrace makes by itself are told by what makes them: a cart that is left, a stock that falls.
 */
export function asIntake(member: CastMember, from: Instant): readonly ToTell[] {
  const { customer } = member;
  const isSomebody = customer.email !== null;
  const externalId = String(Math.abs(hashOf(customer.id)));
  const whom = isSomebody ? { customer: { email: `${customer.id}@example.com`, externalId } } : {};
  let count = 0;
  const tell = (type: string, at: Instant, properties: Told, more: Told = whom): ToTell => {
    count += 1;
    const occurredAt = new Date(at).toISOString();
    return { at, event: { id: `${customer.id}/${count}/${type}`, type, occurredAt, ...more, properties } };
  };
  const products = Object.values(member.products ?? {}).map(({ id, title, ...more }) => ({
    productId: id,
    title,
    ...(more.category === null ? {} : { category: more.category }),
    ...(more.vendor === null ? {} : { vendor: more.vendor }),
    currency: 'USD',
    price: inMajor(more.price),
    status: more.status,
    tags: more.tags,
    url: more.url,
    stock: more.stock,
  }));
  const stocked = (at: Instant, stockOf: (stock: number | null | undefined) => unknown): ToTell[] =>
    products.map((product) => tell('product-updated', at, { ...product, stock: stockOf(product.stock) }, {}));

  const happening = ({ event, cart, order }: RehearsalEvent): ToTell[] => {
    const { type, at } = event;
    const properties = { ...event.properties, ...(event.productId ? { productId: event.productId } : {}) };
    if (type === 'product-news')
      return [
        ...(isRunningOut(event)
          ? []
          : [tell('back-in-stock-requested', at - DAY, { productId: event.productId })]),
        ...stocked(at, (stock) => stock),
      ];
    if (type === 'product-created') return products.map((product) => tell(type, at, product, {}));
    if (type === 'product-stock-low') return stocked(at, () => 4);
    if (type === 'inventory-changed' || type === 'product-updated') return stocked(at, (stock) => stock);
    if (type === 'product-restocked') return [...stocked(at, () => 0), ...stocked(at + 1_000, () => 50)];
    if (cart)
      return [
        tell(type === 'cart-abandoned' ? 'cart-updated' : type, at, {
          cartId: cart.id,
          currency: 'USD',
          step: cart.step,
          total: inMajor(cart.total),
          ...(cart.device === null ? {} : { device: cart.device }),
          discountCodes: cart.discountCodes,
          lines: cart.lines.map((line) =>
            lineOf(cart.newCategory ? { ...line, category: 'new to them' } : line),
          ),
        }),
      ];
    if (order) return [tell(type, at, { ...event.properties, ...orderOf(order) })];
    return [tell(type, at, properties)];
  };

  const happens = new Set(member.events.map(({ event }) => event.type));
  const falls = happens.has('product-stock-low') || member.events.some(({ event }) => isRunningOut(event));
  const begins = (stock: number | null | undefined) => (falls ? 30 : happens.has('product-news') ? 0 : stock);
  return [
    ...(isSomebody
      ? [
          tell(
            'customer-updated',
            from - 1_000 * DAY,
            {},
            {
              customer: {
                email: `${customer.id}@example.com`,
                externalId,
                phone: `+4930${String(10_000_000 + (Math.abs(hashOf(customer.id)) % 89_999_999))}`,
                firstName: customer.firstName,
                zone: customer.zone,
                country: customer.country,
                tags: customer.tags,
                consent: Object.fromEntries(
                  Object.entries(customer.consent).flatMap(([channel, state]) =>
                    state === 'subscribed' ? [[channel, { state, optIn: 'double' }]] : [],
                  ),
                ),
              },
            },
          ),
          ...earlierOrders(member).map(({ at, total, isDiscounted }, index) =>
            tell('order-placed', at, {
              orderId: `${customer.id}/before/${index}`,
              currency: 'USD',
              total: inMajor(total),
              ...(isDiscounted ? { discount: '5.00', discountCodes: ['SAVE'] } : {}),
              lines: [
                {
                  productId: 'before',
                  title: 'Before',
                  category: 'Shirts',
                  quantity: 1,
                  price: inMajor(total + (isDiscounted ? 500 : 0)),
                },
              ],
            }),
          ),
        ]
      : []),
    ...(happens.has('product-created') ? [] : stocked(from - 2 * DAY, begins)),
    ...(member.orders ?? []).map((order) => tell('order-placed', order.placedAt, orderOf(order))),
    ...member.events.flatMap(happening),
  ];
}

/** News that a product is nearly sold out, and not that it is back. */
const isRunningOut = ({ type, properties }: RehearsalEvent['event']): boolean =>
  type === 'product-news' && Number(properties['stockAfter']) < Number(properties['stockBefore']);

interface EarlierOrder {
  readonly at: Instant;
  /** Minor units. */
  readonly total: number;
  readonly isDiscounted: boolean;
}

/** Orders that make the customer's facts true, without those that the cast names. */
function earlierOrders({ customer, orders = [] }: CastMember): readonly EarlierOrder[] {
  const { ordersCount, firstOrderAt, lastOrderAt, totalSpent, discountShare } = customer;
  const count = ordersCount - orders.length;
  if (count <= 0 || firstOrderAt === null || lastOrderAt === null) return [];
  const gap = (lastOrderAt - firstOrderAt) / Math.max(1, ordersCount - 1);
  const spent = totalSpent - orders.reduce((sum, { total }) => sum + total, 0);
  return Array.from({ length: count }, (_, index) => ({
    at: Math.round(firstOrderAt + gap * index),
    total: Math.max(100, Math.round(spent / count)),
    isDiscounted: index < Math.round((discountShare ?? 0) * ordersCount),
  }));
}

function hashOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return hash;
}

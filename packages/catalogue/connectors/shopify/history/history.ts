import { z } from 'zod';
import { fail, readDate } from '@millrace/base';
import type { IntakeEvent } from '@millrace/flow';
import { checkedEvent } from '../../checked-event.ts';
import { readItems, type Pull, type PulledPage, type PullPlace, type PullResource } from '../../pull.ts';
import { compact } from '../../reading.ts';
import type { ShopifyConfig } from '../config.ts';
import { customerEvent } from '../customer.ts';
import type { Delivery } from '../delivery.ts';
import { orderEvent } from '../order.ts';
import { productEvent } from '../product.ts';
import { customerAsTold, orderAsTold, productAsTold } from './as-told.ts';
import { adminRequest } from '../ask.ts';
import { dataOf } from './data-of.ts';
import { grown, longOf, placeAfter, placeIn } from './long-rows.ts';
import { CUSTOMERS, MORE_LINES, MORE_VARIANTS, ORDERS, PRODUCTS } from './queries.ts';

const cursorSchema = z.string().min(1).max(2_000);
const listSchema = z.looseObject({
  nodes: z.array(z.unknown()),
  pageInfo: z.looseObject({ hasNextPage: z.boolean().catch(false), endCursor: z.string().nullish() }),
});
const countSchema = z.looseObject({ count: z.int().min(0) });

interface Kind {
  readonly id: 'customers' | 'products' | 'orders';
  readonly title: string;
  readonly query: string;
  /** Items a page, few enough that a page costs less than a thousand points. */
  readonly page: number;
  toEvents(row: unknown, config: ShopifyConfig): readonly IntakeEvent[];
  /** How the rest of a long list of a row is read. */
  readonly rest?: {
    readonly of: 'order' | 'product';
    readonly list: 'lineItems' | 'variants';
    readonly query: string;
    /** Shopify's own limit. */
    readonly most: number;
  };
}

/** The delivery of a webhook that would have reported the same. */
const delivery = (topic: string, config: ShopifyConfig, at: unknown): Delivery => {
  const read = readDate(at);
  return {
    topic,
    config,
    happening: 'read',
    fingerprint: 'read',
    triggeredAt: read?.kind === 'instant' ? read.at : undefined,
  };
};

/**
 * Events that happen once get the same id as by webhook, whichever comes first; the current state of the
 * order comes last.
 */
function orderEvents(row: unknown, config: ShopifyConfig): readonly IntakeEvent[] {
  const order = orderAsTold(row);
  const told = (topic: string, at: unknown) =>
    checkedEvent(compact(orderEvent(order, delivery(topic, config, at))));
  const isPaid = ['paid', 'partially_refunded', 'refunded'].some((one) => one === order['financial_status']);
  return [
    told('orders/create', order['processed_at'] ?? order['created_at']),
    ...(isPaid ? [told('orders/paid', order['processed_at'] ?? order['created_at'])] : []),
    ...(order['cancelled_at'] ? [told('orders/cancelled', order['cancelled_at'])] : []),
    told('orders/updated', order['updated_at']),
  ];
}

const KINDS: readonly Kind[] = [
  {
    id: 'customers',
    title: 'Customers',
    query: CUSTOMERS,
    page: 100,
    toEvents(row, config) {
      const customer = customerAsTold(row);
      return [
        checkedEvent(
          compact(customerEvent(customer, delivery('customers/update', config, customer['updated_at']))),
        ),
      ];
    },
  },
  {
    id: 'products',
    title: 'Products',
    query: PRODUCTS,
    page: 10,
    rest: { of: 'product', list: 'variants', query: MORE_VARIANTS, most: 2_048 },
    toEvents(row, config) {
      const product = productAsTold(row);
      return [
        checkedEvent(
          compact(productEvent(product, delivery('products/update', config, product['updated_at']))),
        ),
      ];
    },
  },
  {
    id: 'orders',
    title: 'Orders',
    query: ORDERS,
    page: 10,
    rest: { of: 'order', list: 'lineItems', query: MORE_LINES, most: 500 },
    toEvents: orderEvents,
  },
];

function resource({ id, title, query, page, toEvents, rest }: Kind): PullResource<ShopifyConfig> {
  return {
    id,
    title,
    tellsChanges: true,
    request(config, { cursor, since }: PullPlace) {
      const { after, long } = placeIn(cursor);
      const [open] = long;
      if (rest && open) return adminRequest(config, rest.query, { id: open.id, after: open.after });
      const changed = since === null ? null : `updated_at:>='${new Date(since).toISOString()}'`;
      return adminRequest(config, query, { first: page, after, query: changed });
    },
    read(answer, config, { cursor }): PulledPage | { readonly againMs: number; readonly reason: string } {
      const asked = dataOf(answer);
      if ('againMs' in asked) return asked;
      const place = placeIn(cursor);
      const [open, ...others] = place.long;
      if (rest && open) {
        const read = grown(open, asked.data[rest.of], rest.list, rest.most);
        const long = read?.more ? [read.more, ...others] : others;
        // Changed while it was read: it is on a later page, or is read with the missed changes.
        const whole =
          read && !read.more
            ? readItems([read.row], (row) => toEvents(row, config))
            : { events: [], skipped: [] };
        return { ...whole, count: 0, next: placeAfter({ after: place.after, long }), waitMs: asked.waitMs };
      }
      const list = listSchema.safeParse(asked.data[id]).data;
      if (!list) return fail('input-invalid', { problems: `Shopify: the answer has no ${id}` });
      const { hasNextPage, endCursor } = list.pageInfo;
      const long = rest ? list.nodes.flatMap((row) => longOf(row, rest.list) ?? []) : [];
      const whole = rest ? list.nodes.filter((row) => longOf(row, rest.list) === null) : list.nodes;
      return {
        ...readItems(whole, (row) => toEvents(row, config)),
        count: list.nodes.length,
        total: countSchema.safeParse(asked.data[`${id}Count`]).data?.count ?? null,
        next: placeAfter({
          after: hasNextPage ? (cursorSchema.safeParse(endCursor).data ?? null) : null,
          long,
        }),
        waitMs: asked.waitMs,
      };
    },
  };
}

/** Needs the access token and, for orders older than 60 days, the scope read_all_orders. */
export const shopifyPull: Pull<ShopifyConfig> = {
  resources: KINDS.map(resource),
  perSecond: 2,
  historyDays: null,
  catchUpEveryMs: 30 * 60_000,
  isPossible: (config) => !!config.accessToken,
};

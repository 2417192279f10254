import { z } from 'zod';
import { fail, type Json } from '@millrace/base';
import type { IntakeEvent } from '@millrace/flow';
import type { HttpAnswered } from '../exchange.ts';
import { readItems, type Pull, type PulledPage, type PullPlace, type PullResource } from '../pull.ts';
import { idOrNothing, text } from '../reading.ts';
import { wooRequest } from './api.ts';
import type { WoocommerceConfig } from './config.ts';
import { customerEvents } from './customer.ts';
import { orderEvents } from './order.ts';
import { productEvents, variationEvents } from './product.ts';
import type { Told } from './told.ts';

const PAGE = 50;
const pageNumber = z.int().min(1).max(1_000_000).catch(1);

/** Pages are numbered and sorted by id, so that items added meanwhile come last. */
const queryOf = (page: number, since: number | null) => ({
  page,
  per_page: PAGE,
  order: 'asc',
  orderby: 'id',
  ...(since === null
    ? {}
    : { modified_after: new Date(since).toISOString().slice(0, 19), dates_are_gmt: 'true' }),
});

function rowsOf(answer: HttpAnswered): readonly unknown[] {
  return Array.isArray(answer.json)
    ? answer.json
    : fail('input-invalid', { problems: 'WooCommerce: the answer is no list' });
}

function countOf({ headers }: HttpAnswered, name: string): number | null {
  const given = headers[name];
  return given !== undefined && /^\d{1,9}$/.test(given) ? Number(given) : null;
}

function nextPage(answer: HttpAnswered, page: number): number | null {
  const pages = countOf(answer, 'x-wp-totalpages');
  if (pages !== null) return page < pages ? page + 1 : null;
  return rowsOf(answer).length < PAGE ? null : page + 1;
}

/** As far as possible the same fingerprint as by webhook: what the thing is and when it changed. */
const told = (place: PullPlace): Told => ({ at: place.until, fingerprint: 'read' });

function simple(
  id: string,
  title: string,
  path: string,
  tellsChanges: boolean,
  toEvents: (row: unknown, said: Told) => readonly IntakeEvent[],
  more: Readonly<Record<string, string>> = {},
): PullResource<WoocommerceConfig> {
  return {
    id,
    title,
    tellsChanges,
    request: (config, { cursor, since }) =>
      wooRequest(config, 'GET', path, { ...queryOf(pageNumber.parse(cursor ?? 1), since), ...more }),
    read(answer, _config, place): PulledPage {
      const page = readItems(rowsOf(answer), (row) => toEvents(row, told(place)));
      return {
        ...page,
        total: countOf(answer, 'x-wp-total'),
        next: nextPage(answer, pageNumber.parse(place.cursor ?? 1)),
      };
    },
  };
}

/** More variations than a product really has. */
const MOST_VARIATIONS = 2_000;

/** A page of products, or the variations of the first product whose variations were not read yet. */
const productCursor = z
  .object({
    page: pageNumber.nullable(),
    asking: z.array(z.string().max(40)).max(PAGE),
    /** Next page of variations of the first product, and the variations read so far. */
    part: pageNumber.default(1),
    have: z.array(z.json()).max(MOST_VARIATIONS).default([]),
  })
  .catch({ page: 1, asking: [], part: 1, have: [] });
const variable = z.looseObject({
  id: idOrNothing,
  type: text(40),
  variations: z.array(z.unknown()).catch([]),
});

const products: PullResource<WoocommerceConfig> = {
  id: 'products',
  title: 'Products',
  tellsChanges: true,
  request(config, { cursor, since }) {
    const { page, asking, part } = productCursor.parse(cursor);
    return asking[0] === undefined
      ? wooRequest(config, 'GET', '/products', queryOf(page ?? 1, since))
      : wooRequest(config, 'GET', `/products/${asking[0]}/variations`, {
          page: part,
          per_page: 100,
          order: 'asc',
        });
  },
  read(answer, _config, place): PulledPage {
    const { page, asking, part, have } = productCursor.parse(place.cursor);
    const rows = rowsOf(answer);
    const [product, ...others] = asking;
    const next = (following: number | null, left: readonly string[]): Json | null =>
      following === null && left.length === 0 ? null : { page: following, asking: [...left] };
    if (product === undefined) {
      const open = rows.flatMap((row) => {
        const { id, type, variations } = variable.safeParse(row).data ?? {};
        return id !== undefined && /^\d+$/.test(id) && type === 'variable' && (variations?.length ?? 0) > 0
          ? [id]
          : [];
      });
      const read = readItems(rows, (row) => productEvents(row, told(place)));
      return {
        ...read,
        total: countOf(answer, 'x-wp-total'),
        next: next(nextPage(answer, page ?? 1), open.slice(0, PAGE)),
      };
    }
    // Reporting only some variations would mean that the others are no longer for sale, so they are reported
    // together.
    const all = [...have, ...(rows as Json[])];
    const pages = countOf(answer, 'x-wp-totalpages') ?? (rows.length < 100 ? part : part + 1);
    if (part < pages && all.length < MOST_VARIATIONS)
      return {
        events: [],
        skipped: [],
        count: 0,
        next: { page, asking: [...asking], part: part + 1, have: all },
      };
    const read =
      part < pages
        ? { events: [], skipped: [`The product ${product} has more than ${MOST_VARIATIONS} variations.`] }
        : readItems([all], (together) =>
            variationEvents(product, together, { at: place.until, fingerprint: `${place.until}` }),
          );
    return { ...read, count: 0, next: next(page, others) };
  },
};

/**
 * Everything in the store, people before their orders; then, every 15 minutes, what changed, since a failed
 * webhook is not sent again.
 */
export const woocommercePull: Pull<WoocommerceConfig> = {
  resources: [
    // Customers cannot be queried by time of change: webhooks and orders report them.
    simple('customers', 'Customers', '/customers', false, customerEvents, { role: 'all' }),
    products,
    simple('orders', 'Orders', '/orders', true, orderEvents),
  ],
  perSecond: 2,
  historyDays: null,
  catchUpEveryMs: 15 * 60_000,
  isPossible: () => true,
};

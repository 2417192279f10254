import type { Fragment, Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { factField, ORDERS_FOR_REORDER } from '@millrace/flow';

export type Sql = Fragment;

/** A fact as an SQL expression, and how its values compare. */
export type FactSql =
  | { readonly kind: 'text' | 'number' | 'instant' | 'boolean' | 'list'; readonly sql: Sql }
  /** A property of unknown type, as JSON. */
  | { readonly kind: 'json'; readonly sql: Sql };

/**
 * The rows that expressions may use: the person, their newest cart and order, and an event where one is
 * counted.
 */
export interface Scope {
  readonly tx: Tx;
  readonly storeZone: string;
  readonly storeCurrency: string;
  /** Real time. */
  readonly now: Instant;
  /** True inside a count of events, where `e` is the event. */
  readonly event: boolean;
}

/** A real instant in the person's own time, in milliseconds; see base/clock.ts. */
export function personal(tx: Tx, at: Sql): Sql {
  const real = tx`(extract(epoch from ${at}) * 1000)::numeric`;
  const anchor = tx`coalesce((extract(epoch from c.pace_anchor) * 1000)::numeric, 0)`;
  return tx`(case when c.pace = 1 or ${real} <= ${anchor} then ${real}
    else round(${anchor} + (${real} - ${anchor}) * c.pace) end)`;
}

/** The real instant at which the person's own time is so many milliseconds; see `toReal` in base/clock.ts. */
export function real(tx: Tx, own: Sql): Sql {
  const anchor = tx`coalesce((extract(epoch from c.pace_anchor) * 1000)::numeric, 0)`;
  const at = tx`(case when c.pace = 1 or ${own} <= ${anchor} then ${own}
    else ceil(${anchor} + (${own} - ${anchor}) / c.pace) end)`;
  return tx`to_timestamp(${at} / 1000.0)`;
}

/** The expression of a fact; null for one that only a running flow, or the present moment, knows. */
export function factSql(scope: Scope, fact: string): FactSql | null {
  const { tx } = scope;
  const [subject = '', ...rest] = fact.split('.');
  const name = rest.join('.');
  if (!factField(fact)) return null;
  if (subject === 'customer') return customerSql(scope, name, rest);
  if (subject === 'cart') return cartSql(scope, name);
  if (subject === 'order') return orderSql(scope, name);
  if (subject === 'store') return { kind: 'text', sql: tx`${scope.storeCurrency}::text` };
  return subject === 'event' && scope.event ? eventSql(scope, name, rest) : null;
}

function customerSql(scope: Scope, name: string, parts: readonly string[]): FactSql | null {
  const { tx } = scope;
  const text = (sql: Sql): FactSql => ({ kind: 'text', sql });
  const number = (sql: Sql): FactSql => ({ kind: 'number', sql });
  const instant = (at: Sql): FactSql => ({ kind: 'instant', sql: personal(tx, at) });
  const [first, last] = [personal(tx, tx`c.first_order_at`), personal(tx, tx`c.last_order_at`)];
  switch (parts[0]) {
    case 'properties':
      return { kind: 'json', sql: property(tx, tx`c.properties`, parts.slice(1)) };
    case 'predicted':
      return {
        kind: 'json',
        sql: tx`(select p.values -> ${parts.slice(1).join('.')}::text from predictions p
          where p.customer_id = c.id and p.values ? ${parts.slice(1).join('.')} limit 1)`,
      };
    case 'consent':
      return text(
        tx`(select n.state from consents n
          where n.customer_id = c.id and n.channel = ${parts.slice(1).join('.')})`,
      );
    case 'suppressed':
      return {
        kind: 'boolean',
        sql: tx`(select true from suppressions s
          where s.address in (c.email, c.phone) and s.channel = ${parts.slice(1).join('.')} limit 1)`,
      };
  }
  switch (name) {
    case 'ordersCount':
      return number(tx`c.orders_count::numeric`);
    case 'points':
      return number(tx`c.points::numeric`);
    case 'tier':
      return text(tx`c.tier`);
    case 'totalSpent':
      return number(tx`c.total_spent::numeric`);
    case 'averageOrder':
      return number(
        tx`(case when c.orders_count > 0 then round(c.total_spent::numeric / c.orders_count) else 0 end)`,
      );
    case 'discountShare':
      return number(
        tx`(case when c.orders_count > 0 then (c.discount_orders::float8 / c.orders_count)::numeric end)`,
      );
    case 'orderGapDays':
      return number(
        tx`(case when c.orders_count >= 2 then (${last} - ${first}) / 86400000 / (c.orders_count - 1) end)`,
      );
    case 'reorderDueAt':
      return {
        kind: 'instant',
        sql: tx`(case when c.orders_count >= ${ORDERS_FOR_REORDER}::int then
          ${last} + floor((${last} - ${first}) / (c.orders_count - 1)) end)`,
      };
    case 'firstOrderAt':
      return instant(tx`c.first_order_at`);
    case 'lastOrderAt':
      return instant(tx`c.last_order_at`);
    case 'createdAt':
      return instant(tx`c.created_at`);
    case 'lastSeenAt':
      return instant(tx`c.last_seen_at`);
    case 'zone':
      return text(tx`coalesce(c.zone, ${scope.storeZone})`);
    case 'tags':
      return { kind: 'list', sql: tx`c.tags` };
    case 'lists':
      return {
        kind: 'list',
        sql: tx`array(select m.list_id::text from list_members m where m.customer_id = c.id)`,
      };
    case 'email':
    case 'phone':
    case 'country':
    case 'city':
    case 'language':
      return text(tx`c.${tx(name)}`);
    case 'firstName':
      return text(tx`c.first_name`);
    case 'lastName':
      return text(tx`c.last_name`);
    default:
      return null;
  }
}

const fromLines = (tx: Tx, lines: Sql, field: string): FactSql => ({
  kind: 'list',
  sql: tx`array(select distinct l->>${field}::text from jsonb_array_elements(${lines}) l
    where l->>${field}::text is not null)`,
});

function cartSql({ tx }: Scope, name: string): FactSql | null {
  switch (name) {
    case 'total':
    case 'itemsCount':
      return { kind: 'number', sql: name === 'total' ? tx`k.total::numeric` : tx`k.items_count::numeric` };
    case 'step':
    case 'device':
    case 'currency':
      return { kind: 'text', sql: tx`k.${tx(name)}` };
    case 'discountCodes':
      return { kind: 'list', sql: tx`k.discount_codes` };
    case 'categories':
      return fromLines(tx, tx`k.lines`, 'category');
    case 'productIds':
      return fromLines(tx, tx`k.lines`, 'productId');
    case 'createdAt':
    case 'updatedAt':
    case 'completedAt':
      return {
        kind: 'instant',
        sql: personal(
          tx,
          name === 'createdAt'
            ? tx`k.created_at`
            : name === 'updatedAt'
              ? tx`k.updated_at`
              : tx`k.completed_at`,
        ),
      };
    case 'newCategory':
      return {
        kind: 'boolean',
        sql: tx`(case when k.id is not null then exists (select 1 from jsonb_array_elements(k.lines) l
          where l->>'category' is not null and not exists (
          select 1 from orders x, jsonb_array_elements(x.lines) m
            where x.customer_id = c.id and x.counted and m->>'category' = l->>'category')) end)`,
      };
    default:
      return null;
  }
}

function orderSql({ tx }: Scope, name: string): FactSql | null {
  switch (name) {
    case 'total':
    case 'discount':
    case 'margin':
      return { kind: 'number', sql: tx`o.${tx(name)}::numeric` };
    case 'status':
      return {
        kind: 'text',
        sql: tx`(case when o.id is not null then coalesce(o.financial_status, 'placed') end)`,
      };
    case 'fulfilment':
      return { kind: 'text', sql: tx`o.fulfilment_status` };
    case 'categories':
      return fromLines(tx, tx`o.lines`, 'category');
    case 'productIds':
      return fromLines(tx, tx`o.lines`, 'productId');
    case 'placedAt':
      return { kind: 'instant', sql: personal(tx, tx`o.placed_at`) };
    default:
      return null;
  }
}

function eventSql({ tx }: Scope, name: string, parts: readonly string[]): FactSql | null {
  if (parts[0] === 'properties') return { kind: 'json', sql: property(tx, tx`e.properties`, parts.slice(1)) };
  switch (name) {
    case 'value':
      return { kind: 'number', sql: tx`e.value::numeric` };
    case 'type':
      return { kind: 'text', sql: tx`e.type` };
    case 'productId':
      return { kind: 'text', sql: tx`e.product_id::text` };
    case 'at':
      return { kind: 'instant', sql: personal(tx, tx`e.occurred_at`) };
    default:
      return null;
  }
}

/** A property name may contain dots, so the whole name is tried before its parts. */
function property(tx: Tx, properties: Sql, path: readonly string[]): Sql {
  const whole = path.join('.');
  return tx`(case when ${properties} ? ${whole} then ${properties} -> ${whole}::text
    else ${properties} #> ${path as string[]}::text[] end)`;
}

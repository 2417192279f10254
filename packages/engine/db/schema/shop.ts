import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { NOW, instant, latest, workspaceTable } from './parts.ts';

export const products = workspaceTable(
  'products',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    source: text().notNull(),
    external_id: text().notNull(),
    title: text().notNull().default(''),
    category: text(),
    vendor: text(),
    currency: text(),
    price: bigint({ mode: 'number' }),
    compare_at_price: bigint({ mode: 'number' }),
    cost: bigint({ mode: 'number' }),
    stock: integer(),
    image: text(),
    url: text(),
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    consumable_days: real(),
    status: text().notNull().default('active'),
    variants: jsonb().notNull().default([]),
    source_updated_at: instant(),
    created_at: instant().notNull().default(NOW),
    updated_at: instant().notNull().default(NOW),
  },
  (table) => [
    unique('products_workspace_id_source_external_id_key').on(
      table.workspace_id,
      table.source,
      table.external_id,
    ),
  ],
);

export const productVariants = workspaceTable(
  'product_variants',
  {
    workspace_id: uuid().notNull(),
    source: text().notNull(),
    external_id: text().notNull(),
    product_id: uuid().notNull(),
    inventory_item_id: text(),
    title: text(),
    sku: text(),
    price: bigint({ mode: 'number' }),
    cost: bigint({ mode: 'number' }),
    stock: integer(),
    stock_updated_at: instant(),
    stock_by_location: jsonb().notNull().default({}),
    compare_at_price: bigint({ mode: 'number' }),
    image: text(),
    url: text(),
  },
  (table) => [
    primaryKey({
      name: 'product_variants_pkey',
      columns: [table.workspace_id, table.source, table.external_id],
    }),
    index('product_variants_workspace_id_product_id_idx').on(table.workspace_id, table.product_id),
    index('product_variants_workspace_id_source_inventory_item_id_idx').on(
      table.workspace_id,
      table.source,
      table.inventory_item_id,
    ),
  ],
);

/** What is expected to be asked for of a product. */
export const productForecasts = workspaceTable(
  'product_forecasts',
  {
    product_id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    model: text().notNull(),
    /** As the catalogue wrote it; read by `readForecast`. */
    forecast: jsonb().notNull(),
    /** Its units of a day, to order lists by. */
    per_day: doublePrecision().notNull(),
    made_at: instant().notNull(),
    /** Units in stock and on order at which it is ordered again, as worked out last. */
    point: integer(),
    /** Since when it is to be ordered and flows were told. */
    due_since: instant(),
  },
  (table) => [index('product_forecasts_workspace_id_model_idx').on(table.workspace_id, table.model)],
);

/** When the stock of a product ran out, came back, or rose. Written by a trigger of the table of products. */
export const stockTurns = workspaceTable(
  'stock_turns',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    workspace_id: uuid().notNull(),
    product_id: uuid().notNull(),
    at: instant().notNull().default(NOW),
    stock_before: integer().notNull(),
    stock_after: integer().notNull(),
  },
  (table) => [
    index('stock_turns_workspace_id_product_id_at_idx').on(table.workspace_id, table.product_id, table.at),
  ],
);

export const carts = workspaceTable(
  'carts',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    source: text().notNull(),
    external_id: text().notNull(),
    customer_id: uuid(),
    currency: text().notNull(),
    total: bigint({ mode: 'number' }).notNull().default(0),
    items_count: integer().notNull().default(0),
    lines: jsonb().notNull().default([]),
    step: text().notNull().default('cart'),
    device: text(),
    recovery_url: text(),
    discount_codes: text()
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
    source_updated_at: instant(),
    abandon_due_at: instant(),
    abandoned_at: instant(),
    completed_at: instant(),
    order_id: uuid(),
  },
  (table) => [
    unique('carts_workspace_id_source_external_id_key').on(
      table.workspace_id,
      table.source,
      table.external_id,
    ),
    index('carts_due')
      .on(table.abandon_due_at)
      .where(sql`abandon_due_at IS NOT NULL`),
    index('carts_workspace_id_created_at_idx').on(table.workspace_id, latest(table.created_at)),
    index('carts_workspace_id_abandoned_at_idx')
      .on(table.workspace_id, latest(table.abandoned_at))
      .where(sql`abandoned_at IS NOT NULL`),
    index('carts_workspace_id_customer_id_updated_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.updated_at),
    ),
    pgPolicy('owner_reads', {
      for: 'select',
      using: sql`((abandon_due_at IS NOT NULL)
        AND (CURRENT_USER = ( SELECT pg_get_userbyid(pg_class.relowner) AS pg_get_userbyid FROM pg_class
        WHERE (pg_class.oid = ('carts'::regclass)::oid))))`,
    }),
  ],
);

/** Carts as they were left, of those that changed afterwards. The others are still as they were. */
export const cartSnapshots = workspaceTable(
  'cart_snapshots',
  {
    workspace_id: uuid().notNull(),
    cart_id: uuid().notNull(),
    /** When the cart was last changed before it was abandoned. */
    left_at: instant().notNull(),
    total: bigint({ mode: 'number' }).notNull(),
    items_count: integer().notNull(),
    lines: jsonb().notNull(),
    step: text().notNull(),
    device: text(),
    discount_codes: text().array().notNull(),
  },
  (table) => [primaryKey({ name: 'cart_snapshots_pkey', columns: [table.workspace_id, table.cart_id] })],
);

export const cartAliases = workspaceTable(
  'cart_aliases',
  {
    workspace_id: uuid().notNull(),
    source: text().notNull(),
    alias: text().notNull(),
    cart_id: uuid().notNull(),
  },
  (table) => [
    primaryKey({ name: 'cart_aliases_pkey', columns: [table.workspace_id, table.source, table.alias] }),
    index('cart_aliases_workspace_id_cart_id_idx').on(table.workspace_id, table.cart_id),
  ],
);

export const orders = workspaceTable(
  'orders',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    source: text().notNull(),
    external_id: text().notNull(),
    number: text(),
    customer_id: uuid(),
    cart_id: uuid(),
    currency: text().notNull(),
    total: bigint({ mode: 'number' }).notNull().default(0),
    discount: bigint({ mode: 'number' }).notNull().default(0),
    shipping: bigint({ mode: 'number' }).notNull().default(0),
    tax: bigint({ mode: 'number' }).notNull().default(0),
    margin: bigint({ mode: 'number' }),
    refunded: bigint({ mode: 'number' }).notNull().default(0),
    lines: jsonb().notNull().default([]),
    discount_codes: text()
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    financial_status: text(),
    fulfilment_status: text(),
    placed_at: instant().notNull(),
    cancelled_at: instant(),
    delivered_at: instant(),
    source_updated_at: instant(),
    created_at: instant().notNull().default(NOW),
    state: jsonb().notNull().default({}),
    costs: jsonb().notNull().default({}),
    counted: boolean().notNull().default(false),
    units: integer().notNull().default(0),
    gross: bigint({ mode: 'number' }).notNull().default(0),
    net: bigint({ mode: 'number' }).notNull().default(0),
    revenue: bigint({ mode: 'number' }).notNull().default(0),
    cost: bigint({ mode: 'number' }).notNull().default(0),
    customer_said_at: instant(),
    early_events: jsonb().notNull().default([]),
    /** Whom it was last counted for in the store's own holdout. */
    counted_for: uuid(),
  },
  (table) => [
    unique('orders_workspace_id_source_external_id_key').on(
      table.workspace_id,
      table.source,
      table.external_id,
    ),
    index('orders_workspace_id_cart_id_idx').on(table.workspace_id, table.cart_id),
    index('orders_workspace_id_customer_id_placed_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.placed_at),
    ),
    index('orders_workspace_id_number_idx').on(table.workspace_id, table.number),
    index('orders_workspace_id_placed_at_idx').on(table.workspace_id, latest(table.placed_at)),
    index('orders_reported')
      .on(table.workspace_id, sql`placed_at DESC) INCLUDE (currency, revenue, discount`)
      .where(sql`counted`),
  ],
);

export const orderChanges = workspaceTable(
  'order_changes',
  {
    workspace_id: uuid().notNull(),
    source: text().notNull(),
    order_external_id: text().notNull(),
    kind: text().notNull(),
    external_id: text().notNull(),
    at: instant().notNull(),
    told: instant().notNull(),
    body: jsonb().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'order_changes_pkey',
      columns: [table.workspace_id, table.source, table.order_external_id, table.kind, table.external_id],
    }),
    index('order_changes_workspace_id_at_idx')
      .on(table.workspace_id, latest(table.at))
      .where(sql`kind = 'refund'::text`),
  ],
);

export const discountCodes = workspaceTable(
  'discount_codes',
  {
    workspace_id: uuid().notNull(),
    code: text().notNull(),
    enrolment_id: uuid(),
    flow_id: uuid(),
    customer_id: uuid(),
    node: text(),
    kind: text().notNull(),
    value: integer().notNull(),
    minimum: bigint({ mode: 'number' }),
    expires_at: instant().notNull(),
    created_at: instant().notNull().default(NOW),
    redeemed_order_id: uuid(),
    redeemed_at: instant(),
  },
  (table) => [
    primaryKey({ name: 'discount_codes_pkey', columns: [table.workspace_id, table.code] }),
    index('discount_codes_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
    index('discount_codes_made').on(table.workspace_id, latest(table.created_at)),
  ],
);

create table customers (
  id uuid primary key, workspace_id uuid not null, email text, phone text, first_name text, last_name text, country text, city text,
  zone text, language text, tags text[] not null default '{}', properties jsonb not null default '{}',
  orders_count integer not null default 0, total_spent bigint not null default 0, discount_orders integer not null default 0,
  first_order_at timestamptz, last_order_at timestamptz, last_seen_at timestamptz,
  pace integer not null default 1, pace_anchor timestamptz, source text not null default 'api',
  traits_at timestamptz, merged_into uuid, erased_at timestamptz, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index on customers (workspace_id, id desc);
create index on customers (workspace_id, last_seen_at desc nulls last);
create index customers_search on customers (workspace_id, lower(email) text_pattern_ops);

-- One row for each name a person goes by: email, phone, anonymous, external:<source>.
create table customer_identities (
  workspace_id uuid not null, kind text not null, value text not null, customer_id uuid not null, created_at timestamptz not null default now(),
  primary key (workspace_id, kind, value));
create index on customer_identities (workspace_id, customer_id);

create table consents (
  workspace_id uuid not null, customer_id uuid not null, channel text not null, state text not null, source text, opt_in text,
  at timestamptz not null, primary key (workspace_id, customer_id, channel));
create table consent_history (
  id uuid primary key, workspace_id uuid not null, customer_id uuid not null, channel text not null, state text not null, source text,
  opt_in text, at timestamptz not null, recorded_at timestamptz not null default now());
create index on consent_history (workspace_id, customer_id, at desc);
create table suppressions (
  workspace_id uuid not null, channel text not null, address text not null, reason text not null, customer_id uuid,
  at timestamptz not null default now(), primary key (workspace_id, channel, address));

create table products (
  id uuid primary key, workspace_id uuid not null, source text not null, external_id text not null, title text not null default '',
  category text, vendor text, currency text, price bigint, compare_at_price bigint, cost bigint, stock integer, image text, url text,
  tags text[] not null default '{}', consumable_days real, status text not null default 'active', variants jsonb not null default '[]',
  source_updated_at timestamptz, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  unique (workspace_id, source, external_id));
create table product_variants (
  workspace_id uuid not null, source text not null, external_id text not null, product_id uuid not null, inventory_item_id text,
  title text, sku text, price bigint, cost bigint, stock integer, stock_updated_at timestamptz, stock_by_location jsonb not null default '{}', primary key (workspace_id, source, external_id));
create index on product_variants (workspace_id, source, inventory_item_id);
create index on product_variants (workspace_id, product_id);

create table carts (
  id uuid primary key, workspace_id uuid not null, source text not null, external_id text not null, customer_id uuid, currency text not null,
  total bigint not null default 0, items_count integer not null default 0, lines jsonb not null default '[]', step text not null default 'cart',
  device text, recovery_url text, discount_codes text[] not null default '{}', created_at timestamptz not null, updated_at timestamptz not null,
  source_updated_at timestamptz, abandon_due_at timestamptz, abandoned_at timestamptz, completed_at timestamptz, order_id uuid,
  unique (workspace_id, source, external_id));
create index on carts (workspace_id, customer_id, updated_at desc);
create index carts_due on carts (abandon_due_at) where abandon_due_at is not null;
create table cart_aliases (
  workspace_id uuid not null, source text not null, alias text not null, cart_id uuid not null, primary key (workspace_id, source, alias));
create index on cart_aliases (workspace_id, cart_id);

create table orders (
  id uuid primary key, workspace_id uuid not null, source text not null, external_id text not null, number text, customer_id uuid, cart_id uuid,
  currency text not null, total bigint not null default 0, discount bigint not null default 0, shipping bigint not null default 0,
  tax bigint not null default 0, margin bigint, refunded bigint not null default 0, refunded_margin bigint not null default 0,
  lines jsonb not null default '[]', discount_codes text[] not null default '{}', financial_status text, fulfilment_status text,
  placed_at timestamptz not null, cancelled_at timestamptz, delivered_at timestamptz, source_updated_at timestamptz,
  created_at timestamptz not null default now(), unique (workspace_id, source, external_id));
create index on orders (workspace_id, customer_id, placed_at desc);
create index on orders (workspace_id, placed_at desc);
create index on orders (workspace_id, cart_id);
create table refunds (
  workspace_id uuid not null, source text not null, external_id text not null, order_id uuid not null, amount bigint not null,
  margin bigint not null default 0, at timestamptz not null, primary key (workspace_id, source, external_id));

-- The same id from the same sender is one event, for ever: this table is never cut by retention.
create table event_keys (
  workspace_id uuid not null, key text not null, event_id uuid not null, primary key (workspace_id, key));

create table events (
  id uuid not null, workspace_id uuid not null, customer_id uuid, type text not null, occurred_at timestamptz not null,
  received_at timestamptz not null default now(), source text not null, value bigint, currency text, cart_id uuid, order_id uuid,
  product_id uuid, message_id uuid, properties jsonb not null default '{}', primary key (id, occurred_at)
) partition by range (occurred_at);
create index on events (workspace_id, customer_id, type, occurred_at desc);
create index on events (workspace_id, customer_id, occurred_at desc);
create index on events (workspace_id, occurred_at desc);

-- Events waiting to be routed. Ids only; deleted when done.
create table event_queue (
  id bigint generated always as identity primary key, workspace_id uuid not null, event_id uuid not null, occurred_at timestamptz not null,
  customer_id uuid, attempts integer not null default 0, not_before timestamptz not null default now(), last_error text,
  created_at timestamptz not null default now());
create index on event_queue (not_before, id);

-- A newer word replaces the older one; an older word only fills a gap.
create function pick_trait(said text, known text, newer boolean) returns text language sql immutable as
  $$ select case when newer then coalesce(said, known) else coalesce(known, said) end $$;

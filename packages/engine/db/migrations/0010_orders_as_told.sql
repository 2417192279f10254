-- What senders said of an order is kept as they said it; what it comes to is derived from that (packages/language/measure/orders).
alter table orders
  -- Each field with the version it was said in.
  add column state jsonb not null default '{}',
  -- Cost of one by product and variant, as the catalogue knew it when the order first came.
  add column costs jsonb not null default '{}',
  -- Placed, not cancelled, and no test: only then does it count anywhere.
  add column counted boolean not null default false,
  add column units integer not null default 0, add column gross bigint not null default 0, add column net bigint not null default 0,
  add column revenue bigint not null default 0, add column cost bigint not null default 0,
  -- When what names the customer was said.
  add column customer_said_at timestamptz,
  -- Events that came before anybody knew whose order it is: [[id, milliseconds], ...].
  add column early_events jsonb not null default '[]';

-- Refunds and edits, a row each, kept also while their order has still to come.
create table order_changes (
  workspace_id uuid not null, source text not null, order_external_id text not null, kind text not null, external_id text not null,
  at timestamptz not null, told timestamptz not null, body jsonb not null,
  primary key (workspace_id, source, order_external_id, kind, external_id));

-- What each order adds to each flow. A correction is the difference to the row, so that nothing is ever counted twice.
create table order_ledger (
  workspace_id uuid not null, flow_id uuid not null, order_id uuid not null, customer_id uuid not null, held_out boolean not null, share real not null,
  placed_at timestamptz not null, orders integer not null, gross bigint not null, discount bigint not null, tax bigint not null, refunded bigint not null,
  net bigint not null, revenue bigint not null, cost bigint not null, margin bigint not null, settled_at timestamptz not null default now(),
  primary key (workspace_id, flow_id, order_id));
create index on order_ledger (workspace_id, order_id);
create index on order_ledger (workspace_id, flow_id, customer_id);

create function pg_temp.ms(at timestamptz) returns bigint language sql as $$ select (extract(epoch from at) * 1000)::bigint $$;
create function pg_temp.said(value jsonb, at timestamptz) returns jsonb language sql as
  $$ select case when value is null or value = 'null' then null else jsonb_build_array(value, pg_temp.ms(at), pg_temp.ms(at)) end $$;

-- Also for an owner who is no superuser: whom row-level security is forced on would see no row.
alter table orders no force row level security;
alter table refunds no force row level security;
alter table workspaces no force row level security;

-- Orders of earlier releases. What never had an amount of its own was news of a parcel, and no order.
update orders o set
  state = jsonb_build_object(
    'placed', source_updated_at is not null, 'firstAt', pg_temp.ms(placed_at), 'cancelledAt', pg_temp.ms(cancelled_at), 'deliveredAt', pg_temp.ms(delivered_at),
    'fields', jsonb_strip_nulls(jsonb_build_object(
      'lines', case when lines <> '[]' then pg_temp.said((select jsonb_agg(jsonb_build_object('lineId', null, 'productId', line->'productId', 'variantId', line->'variantId', 'kind', 'goods',
          'quantity', line->'quantity', 'currentQuantity', null, 'price', line->'price', 'discount', null, 'tax', null, 'cost', null)) from jsonb_array_elements(o.lines) line), coalesce(source_updated_at, placed_at)) end,
      'total', case when source_updated_at is not null then pg_temp.said(to_jsonb(total), source_updated_at) end,
      'discount', case when source_updated_at is not null then pg_temp.said(to_jsonb(discount), source_updated_at) end,
      'shipping', case when source_updated_at is not null then pg_temp.said(to_jsonb(shipping), source_updated_at) end,
      'tax', case when source_updated_at is not null then pg_temp.said(to_jsonb(tax), source_updated_at) end,
      'placedAt', pg_temp.said(to_jsonb(pg_temp.ms(placed_at)), coalesce(source_updated_at, placed_at)),
      'number', pg_temp.said(to_jsonb(number), coalesce(source_updated_at, placed_at)),
      'discountCodes', pg_temp.said(to_jsonb(discount_codes), coalesce(source_updated_at, placed_at)),
      'financialStatus', pg_temp.said(to_jsonb(financial_status), coalesce(source_updated_at, placed_at)),
      'fulfilmentStatus', pg_temp.said(to_jsonb(fulfilment_status), coalesce(source_updated_at, placed_at))))),
  costs = coalesce((select jsonb_object_agg((line->>'productId') || '/' || coalesce(line->>'variantId', ''), line->'cost') from jsonb_array_elements(o.lines) line where line->'cost' <> 'null'), '{}'),
  counted = source_updated_at is not null and cancelled_at is null,
  revenue = case when source_updated_at is not null and cancelled_at is null then greatest(0, total - refunded) else 0 end,
  customer_said_at = coalesce(source_updated_at, placed_at);

insert into order_changes (workspace_id, source, order_external_id, kind, external_id, at, told, body)
  select r.workspace_id, r.source, o.external_id, 'refund', r.external_id, r.at, r.at,
    jsonb_build_object('id', r.external_id, 'at', pg_temp.ms(r.at), 'amount', r.amount, 'presented', null, 'removal', false, 'extras', null, 'lines', '[]'::jsonb)
  from refunds r join orders o on o.id = r.order_id;
drop table refunds;
alter table orders drop column refunded_margin;

-- An event that came too late to let anybody in: it may still end, wake and count.
alter table event_queue add column is_late boolean not null default false;

-- 0: figures of earlier releases have still to be derived anew, which the next start does; 1: they are.
alter table workspaces add column brought_forward integer not null default 1;
update workspaces set brought_forward = 0;

alter table orders force row level security;
alter table workspaces force row level security;
select enforce_workspaces();
grant select, insert, update, delete on order_changes, order_ledger to millrace_app;

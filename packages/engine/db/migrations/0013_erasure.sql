-- Addresses of people who were erased, known by a keyed hash only (HMAC-SHA-256 under MILLRACE_SECRET): enough to never write to
-- them again, and not enough to tell who they are.
create table erased_addresses (
  workspace_id uuid not null, channel text not null, hash bytea not null, reason text not null, at timestamptz not null,
  primary key (workspace_id, channel, hash));

-- What people and stores ask of their data, by when it is due, and what became of it.
create table privacy_requests (
  id uuid primary key, workspace_id uuid not null, kind text not null, connection_id uuid, customer_id uuid, details jsonb not null default '{}',
  asked_at timestamptz not null, due_at timestamptz not null, done_at timestamptz, done_by text, outcome text);
create index on privacy_requests (workspace_id, asked_at desc, id desc);
create index privacy_requests_open on privacy_requests (workspace_id, due_at) where done_at is null;
select enforce_workspaces();
grant select, insert, update, delete on erased_addresses, privacy_requests to millrace_app;

-- Erasing finds what belongs to a person without reading tables whole.
create index customers_erased on customers (workspace_id) where erased_at is not null;
create index customers_merged on customers (merged_into) where merged_into is not null;
create index events_of_nobody_cart on events (cart_id) where customer_id is null and cart_id is not null;
create index events_of_nobody_order on events (order_id) where customer_id is null and order_id is not null;
create index on short_links (message_id);
create index customers_source on customers (workspace_id, source, id);
-- Ids grow with time, as the table does: a few pages say where a key stands.
create index event_keys_event on event_keys using brin (event_id) with (autosummarize = on);

-- Work over many rows that belong to no flow: a store that leaves, messages held by a guardrail.
alter table sweeps alter column flow_id drop not null;

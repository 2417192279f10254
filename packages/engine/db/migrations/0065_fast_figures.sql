-- How often the success and failure events of a flow happened to its people. Counting means a look into the events of each of them, so a worker counts the people of large flows, and pages read what it found.
create table flow_metric_counts (
  workspace_id uuid not null, flow_id uuid not null, version_id uuid not null, event text not null, over boolean not null, held_out boolean not null,
  people bigint not null, happened bigint not null,
  primary key (workspace_id, flow_id, event, over, version_id, held_out));

-- When each was counted, how long it took, and whether all people of the flow were.
create table flow_metric_runs (
  workspace_id uuid not null, flow_id uuid not null, event text not null, over boolean not null,
  counted_at timestamptz not null, took_ms integer not null, whole boolean not null,
  primary key (workspace_id, flow_id, event, over));

-- Reports add up the orders of days and months without reading the orders themselves.
create index orders_reported on orders (workspace_id, placed_at desc) include (currency, revenue, discount) where counted;

-- For the share of carts that got a discount.
create index discount_codes_made on discount_codes (workspace_id, created_at desc);

select enforce_workspaces();
grant select, insert, update, delete on flow_metric_counts, flow_metric_runs to millrace_app;

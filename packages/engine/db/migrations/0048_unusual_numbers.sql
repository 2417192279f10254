-- A number of the store on a day of its calendar, as it was known on the morning after. thing: the channel, flow, product or step, '' for the store.
-- out_of: what a rate is of; for an amount, the orders.
create table number_days (
  workspace_id uuid not null, metric text not null, thing text not null default '', day text not null, value bigint not null,
  out_of bigint not null default 0, primary key (workspace_id, metric, thing, day));

-- The last day that was looked at. One row for each store. series: its numbers; judged: those with enough days.
create table anomaly_checks (
  workspace_id uuid primary key, day text not null default '', next_at timestamptz not null, series integer not null default 0,
  judged integer not null default 0);
create index on anomaly_checks (next_at);

-- Numbers that were not as usual. last_day: the latest day on which it was so again. points: the days before it, with what was expected.
create table anomalies (
  id uuid primary key, workspace_id uuid not null, metric text not null, thing text not null, name text not null default '', day text not null,
  last_day text not null, direction text not null, is_worse boolean not null, value double precision not null, expected double precision not null,
  lower double precision not null, upper double precision not null, deviations double precision not null, compared integer not null,
  points jsonb not null, causes jsonb not null, found_at timestamptz not null, seen_at timestamptz, seen_by text, seen_name text,
  unique (workspace_id, metric, thing, direction, day));
create index on anomalies (workspace_id, found_at desc, id desc);
create index anomalies_open on anomalies (workspace_id) where seen_at is null;

select enforce_workspaces();
create policy router on anomaly_checks for select using (current_setting('app.router', true) = 'on');
grant select, insert, update, delete on number_days, anomaly_checks, anomalies to millrace_app;

-- What is counted once a day, so that a day is read and not the whole table.
create index on carts (workspace_id, created_at desc);
create index on carts (workspace_id, abandoned_at desc) where abandoned_at is not null;
create index on counter_rollups (workspace_id, hour desc);
create index on order_changes (workspace_id, at desc) where kind = 'refund';
create index events_counted_daily on events (workspace_id, type, occurred_at) where type in ('customer-unsubscribed', 'message-complained', 'ticket-opened');

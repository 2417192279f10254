-- Loyalty points: one row for each change. cause: what it follows from, so that nothing is booked twice.
-- remaining: what is left of points that were given; taken and expired points come out of the oldest first.
create table loyalty_entries (
  id uuid primary key, workspace_id uuid not null, customer_id uuid not null, cause text not null, points integer not null, reason text not null default '',
  by_type text not null, by_name text, flow_id uuid, at timestamptz not null, expires_at timestamptz, remaining integer not null default 0, warned_at timestamptz,
  unique (workspace_id, cause));
create index on loyalty_entries (workspace_id, customer_id, at desc, id desc);
create index loyalty_expiring on loyalty_entries (workspace_id, expires_at) where remaining > 0 and expires_at is not null;
-- What follows from the entries, kept beside the other facts of a person.
alter table customers add column points integer not null default 0, add column tier text, add column granted_tier text, add column granted_until timestamptz;
create index customers_granted on customers (workspace_id, granted_until) where granted_until is not null;
select enforce_workspaces();
grant select, insert, update, delete on loyalty_entries to millrace_app;

drop trigger customers_change_segments on customers;
create trigger customers_change_segments after update on customers for each row when (
  (old.tags, old.properties, old.orders_count, old.total_spent, old.discount_orders, old.first_order_at, old.last_order_at, old.created_at,
    old.email, old.phone, old.first_name, old.last_name, old.country, old.city, old.language, old.zone, old.points, old.tier)
  is distinct from (new.tags, new.properties, new.orders_count, new.total_spent, new.discount_orders, new.first_order_at, new.last_order_at, new.created_at,
    new.email, new.phone, new.first_name, new.last_name, new.country, new.city, new.language, new.zone, new.points, new.tier))
  execute function check_changed_person();

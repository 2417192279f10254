-- Flows about an order, return, ticket, product or the store: an enrolment may have nobody behind it. `subject` names the thing
-- a flow is about where it is not a person, and what is locked, heard and routed by where there is no customer.
alter table enrolments alter column customer_id drop not null, add column subject text;
alter table listens alter column customer_id drop not null;
alter table traces alter column customer_id drop not null;
alter table decisions alter column customer_id drop not null;
alter table waiting_arrivals alter column customer_id drop not null, add column subject text;
alter table event_queue add column subject text;
create index enrolments_of_things on enrolments (workspace_id, flow_id, key, entered_at desc) where subject is not null;
create index enrolments_of_nobody on enrolments (workspace_id, subject) where customer_id is null and ended_at is null;
create index event_queue_of_things on event_queue (subject, id) where customer_id is null;

-- What begins a flow, found without reading its plan.
alter table plans add column entry_event text generated always as (plan->'trigger'->>'event') stored,
  add column entry_source text generated always as (coalesce(plan->'trigger'->'source'->>'type', 'event')) stored;
create index plans_entry on plans (workspace_id, entry_event);
-- Who looked at or asked for a product.
create index on events (workspace_id, product_id, occurred_at desc) where product_id is not null;
create index flow_versions_plan on flow_versions (workspace_id, plan_hash);
create index flows_live on flows (workspace_id, live_version_id) where live_version_id is not null;

-- Where the source of each live flow's trigger stands: what it has looked at, and when it looks again.
create table trigger_sources (
  workspace_id uuid not null, flow_id uuid primary key references flows (id) on delete cascade, type text not null, plan_hash text not null,
  -- Of what was chosen: when it changes, what was found before counts no more.
  fingerprint text not null, began_at timestamptz not null, looked_until timestamptz not null, next_at timestamptz not null,
  -- A pass over everybody that is under way: how far, and up to which moment.
  cursor uuid, pass_until timestamptz, passes integer not null default 0);
create index on trigger_sources (next_at);
-- Who is in the segment of a flow, and how often they crossed its line.
create table segment_members (
  workspace_id uuid not null, flow_id uuid not null references flows (id) on delete cascade, customer_id uuid not null, inside boolean not null,
  crossings integer not null default 0, since timestamptz not null, primary key (flow_id, customer_id));
create index on segment_members (workspace_id, customer_id);
-- People about whom something has changed, in stores that have a segment to look at. Ids only; deleted when done.
-- quiet: it was read from the history of a system, which starts no flow: they are where they are without having crossed a line.
create table segment_checks (
  id bigint generated always as identity primary key, workspace_id uuid not null, customer_id uuid not null,
  quiet boolean not null default coalesce(current_setting('app.history', true) = 'on', false));
-- What changed about a product and may be news to somebody. Deleted when it was told.
create table product_changes (
  id bigint generated always as identity primary key, workspace_id uuid not null, product_id uuid not null, stock_before integer, stock_after integer,
  price_before bigint, price_after bigint, at timestamptz not null default now());
select enforce_workspaces();
create policy router on trigger_sources for select using (current_setting('app.router', true) = 'on');
create policy router on segment_checks for select using (current_setting('app.router', true) = 'on');
create policy router_locks on segment_checks for update using (current_setting('app.router', true) = 'on') with check (false);
create policy router on product_changes for select using (current_setting('app.router', true) = 'on');
create policy router_locks on product_changes for update using (current_setting('app.router', true) = 'on') with check (false);
grant select, insert, update, delete on trigger_sources, segment_members, segment_checks, product_changes to millrace_app;
grant usage on all sequences in schema public to millrace_app;

-- Here and not in each place that may write them, so that no way of changing somebody is forgotten.
create function has_segments(workspace uuid) returns boolean language sql stable as
  $$ select exists (select from trigger_sources where workspace_id = workspace and type = 'segment') $$;
create function check_people_of_events() returns trigger language plpgsql as $$ begin
  if has_segments((select workspace_id from fresh limit 1)) then
    insert into segment_checks (workspace_id, customer_id) select distinct workspace_id, customer_id from fresh where customer_id is not null;
  end if;
  return null;
end $$;
create trigger events_change_segments after insert on events referencing new table as fresh for each statement execute function check_people_of_events();
create function check_changed_person() returns trigger language plpgsql as $$ begin
  if has_segments(new.workspace_id) then insert into segment_checks (workspace_id, customer_id) values (new.workspace_id, new.id); end if;
  return null;
end $$;
create trigger customers_change_segments after update on customers for each row when (
  (old.tags, old.properties, old.orders_count, old.total_spent, old.first_order_at, old.last_order_at, old.email, old.phone, old.country, old.city, old.language, old.zone)
  is distinct from (new.tags, new.properties, new.orders_count, new.total_spent, new.first_order_at, new.last_order_at, new.email, new.phone, new.country, new.city, new.language, new.zone))
  execute function check_changed_person();
create function check_consenting_person() returns trigger language plpgsql as $$ begin
  if has_segments(new.workspace_id) then insert into segment_checks (workspace_id, customer_id) values (new.workspace_id, new.customer_id); end if;
  return null;
end $$;
create trigger consents_change_segments after insert or update on consents for each row execute function check_consenting_person();

-- Stock that comes back or runs low, and prices that fall, by whatever way they are told. Other sales of a unit are no news to anybody.
create function note_product_change() returns trigger language plpgsql as $$ begin
  insert into product_changes (workspace_id, product_id, stock_before, stock_after, price_before, price_after)
    select new.workspace_id, new.id, old.stock, new.stock, old.price, new.price
    where coalesce(current_setting('app.history', true), '') <> 'on' and ((old.stock <= 0 and new.stock > 0) or new.price < old.price
      or (new.stock < old.stock and new.stock > 0 and (old.stock > 5 and new.stock <= 5
        or exists (select from trigger_sources where workspace_id = new.workspace_id and type = 'product'))));
  return null;
end $$;
create trigger products_make_news after update on products for each row
  when (old.stock is distinct from new.stock or old.price is distinct from new.price) execute function note_product_change();

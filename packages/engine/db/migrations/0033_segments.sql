-- Segments under a name, and those of triggers beside them: one way of keeping who is in which.
create table segments (
  id uuid primary key, workspace_id uuid not null, flow_id uuid references flows (id) on delete cascade, name text, description text not null default '',
  condition jsonb not null, revision integer not null default 1, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create unique index on segments (workspace_id, lower(name));
create table segment_scans (
  segment_id uuid primary key references segments (id) on delete cascade, workspace_id uuid not null, next_at timestamptz not null, cursor uuid, passes integer not null default 0);
create index on segment_scans (next_at);

alter table trigger_sources no force row level security;
alter table plans no force row level security;
alter table segment_members no force row level security;
insert into segments (id, workspace_id, flow_id, condition)
  select s.flow_id, s.workspace_id, s.flow_id, p.plan #> '{trigger,source,condition}' from trigger_sources s
    join plans p on p.workspace_id = s.workspace_id and p.hash = s.plan_hash where s.type = 'segment';
-- Everybody is checked again soon, to learn when time alone changes what is known.
insert into segment_scans (segment_id, workspace_id, next_at, passes)
  select s.flow_id, s.workspace_id, now(), s.passes from trigger_sources s where s.type = 'segment';
delete from segment_members m where not exists (select from segments s where s.id = m.flow_id);
update trigger_sources set next_at = '9999-01-01 00:00:00+00', cursor = null where type = 'segment';
alter table segment_members rename column flow_id to segment_id;
alter table segment_members drop constraint segment_members_flow_id_fkey,
  add constraint segment_members_segment_id_fkey foreign key (segment_id) references segments (id) on delete cascade, add column check_at timestamptz;
create index on segment_members (segment_id, customer_id) where inside;
create index on segment_members (check_at) where check_at is not null;
alter table segment_members force row level security;
alter table plans force row level security;
alter table trigger_sources force row level security;
select enforce_workspaces();
create policy router on segment_scans for select using (current_setting('app.router', true) = 'on');
create policy router on segment_members for select using (current_setting('app.router', true) = 'on');
grant select, insert, update, delete on segments, segment_scans to millrace_app;

create or replace function has_segments(workspace uuid) returns boolean language sql stable as
  $$ select exists (select from segments where workspace_id = workspace) $$;
drop trigger customers_change_segments on customers;
create trigger customers_change_segments after update on customers for each row when (
  (old.tags, old.properties, old.orders_count, old.total_spent, old.discount_orders, old.first_order_at, old.last_order_at, old.created_at,
    old.email, old.phone, old.first_name, old.last_name, old.country, old.city, old.language, old.zone)
  is distinct from (new.tags, new.properties, new.orders_count, new.total_spent, new.discount_orders, new.first_order_at, new.last_order_at, new.created_at,
    new.email, new.phone, new.first_name, new.last_name, new.country, new.city, new.language, new.zone))
  execute function check_changed_person();
create function check_new_people() returns trigger language plpgsql as $$ begin
  if has_segments((select workspace_id from fresh limit 1)) then
    insert into segment_checks (workspace_id, customer_id) select workspace_id, id from fresh;
  end if;
  return null;
end $$;
create trigger customers_begin_segments after insert on customers referencing new table as fresh for each statement execute function check_new_people();
-- An address that is suppressed, or no longer, is a fact of whoever has it.
create function check_suppressed_person() returns trigger language plpgsql as $$ declare one record; begin
  one := coalesce(new, old);
  if has_segments(one.workspace_id) then
    insert into segment_checks (workspace_id, customer_id) select distinct workspace_id, customer_id from customer_identities
      where workspace_id = one.workspace_id and kind in ('email', 'phone') and value = one.address;
  end if;
  return null;
end $$;
create trigger suppressions_change_segments after insert or delete on suppressions for each row execute function check_suppressed_person();

-- What flows do besides sending: one row for what a node asks for on one visit, written before anything leaves. Kept and
-- deleted by months like messages.
create table calls (
  id uuid not null, workspace_id uuid not null, enrolled_at timestamptz not null, enrolment_id uuid not null, flow_id uuid not null,
  version_id uuid not null, node text not null, visit integer not null, part text not null, customer_id uuid, capability text not null, input jsonb not null,
  texts jsonb, status text not null, connection_id uuid, attempts integer not null default 0, in_doubt boolean not null default false, planned_at timestamptz not null, held_until timestamptz,
  calling_at timestamptz, settled_at timestamptz, reason text, sentence text, result jsonb,
  primary key (enrolment_id, node, visit, part, enrolled_at)) partition by range (enrolled_at);
create index on calls (id);
create index on calls (workspace_id, customer_id, planned_at desc);
create index on calls (workspace_id, planned_at desc, id desc);
create index on calls (workspace_id, flow_id, planned_at desc);
create index on calls (workspace_id, planned_at desc) where status = 'unknown';
create index on calls (workspace_id, reason) where status = 'planned' and reason is not null;

create table calls_other partition of calls default;
select ensure_month_partitions('calls', (now() - interval '26 months')::date, (now() + interval '3 months')::date);

create or replace function drop_months_before(parent text, before date) returns integer language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare item record; dropped integer := 0;
begin
  if parent not in ('events', 'traces', 'decisions', 'messages', 'entry_refusals', 'calls') then raise exception 'not a table with months: %', parent; end if;
  -- No setting lets a store keep less than three months: what is younger is not dropped, whoever asks.
  if before > (now() - interval '2 months')::date then raise exception 'too young to be dropped: %', before; end if;
  for item in
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ('public.' || parent)::regclass and c.relname ~ ('^' || parent || '_\d{4}_\d{2}$') and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before
  loop
    execute format('drop table public.%I', item.name);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

select enforce_workspaces();
grant select, insert, update, delete on calls to millrace_app;

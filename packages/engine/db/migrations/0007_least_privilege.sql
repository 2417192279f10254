-- Nobody executes a function of ours who was not named. For functions of later releases too: those of this schema are the app's,
-- unless their migration takes that back (db/privileges.test.ts looks at each).
-- A default for one schema only adds to the general one, which is why PUBLIC is taken out of that.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public grant execute on functions to millrace_app;
revoke execute on all functions in schema public from public;
revoke create on schema public from public;
grant execute on function pick_trait(text, text, boolean) to millrace_app;

-- What only the owner can do, and the app needs done. pg_temp comes last: a table somebody made there must not stand for ours.
create or replace function ensure_month_partitions(parent text, first_month date, last_month date) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare month date := date_trunc('month', first_month); part text;
begin
  if not exists (select from pg_class where relnamespace = 'public'::regnamespace and relname = parent and relkind = 'p') then raise exception 'not a table with months: %', parent; end if;
  if last_month > (now() + interval '13 months')::date or last_month > (first_month + interval '20 years')::date then raise exception 'too many months: % to %', first_month, last_month; end if;
  while month <= last_month loop
    part := parent || '_' || to_char(month, 'YYYY_MM');
    if to_regclass('public.' || part) is null then
      execute format('create table public.%I partition of public.%I for values from (%L) to (%L)', part, parent, month, (month + interval '1 month')::date);
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;
create or replace function drop_months_before(parent text, before date) returns integer language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare item record; dropped integer := 0;
begin
  if parent not in ('events', 'traces', 'decisions', 'messages', 'entry_refusals') then raise exception 'not a table with months: %', parent; end if;
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
grant execute on function ensure_month_partitions(text, date, date), drop_months_before(text, date) to millrace_app;

-- The router looks for work of every workspace and locks what it takes; what becomes of it happens inside that workspace.
-- Before, its setting opened whole tables for every command.
drop policy router on event_queue;
drop policy router on dispatches;
drop policy router on sweeps;
drop policy router on tallies;
drop policy router on tally_rollups;
drop policy router on carts;
drop policy router on workspaces;
create policy router on event_queue for select using (current_setting('app.router', true) = 'on');
create policy router on dispatches for select using (current_setting('app.router', true) = 'on');
create policy router on sweeps for select using (current_setting('app.router', true) = 'on');
create policy router on tallies for select using (current_setting('app.router', true) = 'on');
create policy router_locks on event_queue for update using (current_setting('app.router', true) = 'on') with check (false);
create policy router_locks on dispatches for update using (current_setting('app.router', true) = 'on') with check (false);
create policy router_locks on sweeps for update using (current_setting('app.router', true) = 'on') with check (false);

-- Of carts and workspaces it learns these columns and no others. The functions read as the owner of the table, who is nobody that
-- serves requests; an owner that is a plain role needs the policies to see its own rows.
create policy owner_reads on carts for select using (abandon_due_at is not null and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'public.carts'::regclass));
create policy owner_reads on workspaces for select using (current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'public.workspaces'::regclass));
create function carts_due(before timestamptz, most integer) returns table (id uuid, workspace_id uuid, due timestamptz) language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select c.id, c.workspace_id, c.abandon_due_at from carts c where c.abandon_due_at <= before order by c.abandon_due_at limit most $$;
create function known_workspaces() returns table (workspace_id uuid, demo boolean, keep_months jsonb, created_at timestamptz) language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select w.workspace_id, w.demo, w.settings->'keepMonths', w.created_at from workspaces w order by w.created_at, w.workspace_id $$;

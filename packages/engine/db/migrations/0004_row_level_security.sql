-- One mechanism: every table of the public schema that has a workspace_id is limited to the workspace of the transaction
-- (set_config('app.ws', ..., true)), for its owner too. After a transaction the setting is '' and not null, hence nullif.
create function enforce_workspaces() returns void language plpgsql as $$
declare item record;
begin
  for item in
    select c.oid::regclass as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not c.relrowsecurity
  loop
    execute format('alter table %s enable row level security', item.name);
    execute format('alter table %s force row level security', item.name);
    execute format('create policy workspace on %s using (workspace_id = nullif(current_setting(''app.ws'', true), '''')::uuid)', item.name);
  end loop;
end $$;
select enforce_workspaces();

-- Doors: a caller is let in by what it holds, before its workspace is known.
create policy door on api_keys for select using (hash = decode(nullif(current_setting('app.key_hash', true), ''), 'hex'));
create policy door on connections for select using (id = nullif(current_setting('app.connection', true), '')::uuid);
create policy door on short_links for select using (code = nullif(current_setting('app.short_link', true), ''));
-- The router claims work of every workspace; these tables hold ids only.
create policy router on event_queue using (current_setting('app.router', true) = 'on');
create policy router on dispatches using (current_setting('app.router', true) = 'on');
create policy router on sweeps using (current_setting('app.router', true) = 'on');
create policy router on tallies using (current_setting('app.router', true) = 'on');
create policy router on tally_rollups using (current_setting('app.router', true) = 'on');
create policy router on carts for select using (current_setting('app.router', true) = 'on');
create policy router on workspaces for select using (current_setting('app.router', true) = 'on');

do $$ begin
  if not exists (select from pg_roles where rolname = 'millrace_app') then create role millrace_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'millrace_auth') then create role millrace_auth nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of the same server made them just now
end $$;
do $$ begin execute format('grant millrace_app, millrace_auth to %I', current_user); exception when others then null; end $$;
grant usage on schema public to millrace_app;
grant usage on schema auth to millrace_auth;
grant select, insert, update, delete on all tables in schema auth to millrace_auth;
-- Parents only: a partition touched directly would not meet its parent's policy.
do $$ declare item record; begin
  for item in select c.oid::regclass as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition loop
    execute format('grant select, insert, update, delete on %s to millrace_app', item.name);
  end loop;
end $$;
grant usage on all sequences in schema public to millrace_app;

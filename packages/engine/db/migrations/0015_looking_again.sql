-- People whose waiting messages have to be looked at again. Ids only; deleted when done.
create table rechecks (
  id bigint generated always as identity primary key, workspace_id uuid not null, customer_id uuid not null);
select enforce_workspaces();
create policy router on rechecks for select using (current_setting('app.router', true) = 'on');
create policy router_locks on rechecks for update using (current_setting('app.router', true) = 'on') with check (false);
grant select, insert, update, delete on rechecks to millrace_app;
grant usage on all sequences in schema public to millrace_app;

-- What waits for a guardrail or a provider, wherever it is: looked at page by page when something it waits for changes.
create index messages_waiting on messages (workspace_id, id) where status = 'held' or (status = 'planned' and reason is not null);

-- Quiet hours go by the person's own clock. Here and not in each place that may write the zone.
create function recheck_moved_person() returns trigger language plpgsql as $$
begin
  insert into rechecks (workspace_id, customer_id) select new.workspace_id, new.id
    where exists (select from messages where workspace_id = new.workspace_id and customer_id = new.id and status = 'held' and reason = 'quiet-hours');
  return null;
end $$;
create trigger customers_zone_changed after update of zone on customers for each row when (old.zone is distinct from new.zone) execute function recheck_moved_person();

-- The screens have always said that the emergency stop holds messages, and it dropped them. It holds; who wants them dropped says so again.
alter table guardrail_settings no force row level security;
update guardrail_settings set settings = jsonb_set(settings, '{kill-switch,meanwhile}', '"hold"') where settings->'kill-switch'->>'meanwhile' = 'refuse';
alter table guardrail_settings force row level security;

-- Who met the trigger of a flow while it was paused: they wait to be let in, or left out, when it goes on. Ids only.
create table waiting_arrivals (
  workspace_id uuid not null, flow_id uuid not null references flows (id) on delete cascade, event_id uuid not null, occurred_at timestamptz not null,
  customer_id uuid not null, arrived_at timestamptz not null, primary key (flow_id, event_id));
create index on waiting_arrivals (workspace_id, customer_id);
select enforce_workspaces();
grant select, insert, update, delete on waiting_arrivals to millrace_app;

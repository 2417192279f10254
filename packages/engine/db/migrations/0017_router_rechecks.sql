-- As with the other queues since 0007: the router reads and locks, and what becomes of a row happens inside its workspace.
drop policy router on rechecks;
create policy router on rechecks for select using (current_setting('app.router', true) = 'on');
create policy router_locks on rechecks for update using (current_setting('app.router', true) = 'on') with check (false);
-- And as with the other functions that act as the owner: names that anybody may make are looked for last.
alter function workspace_owners() set search_path = pg_catalog, public, pg_temp;

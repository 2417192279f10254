-- Who fetched the picture of a message or followed its links, each told to be a person or a machine. On the message itself:
-- visits go when it goes, in its month and with the person.
alter table messages add column visits jsonb;
-- Messages with visits that are still looked at. Ids only, for the router claims them of every workspace.
create table visit_checks (
  message_id uuid primary key, workspace_id uuid not null, enrolled_at timestamptz not null, due_at timestamptz not null);
create index on visit_checks (due_at);
select enforce_workspaces();
create policy router on visit_checks for select using (current_setting('app.router', true) = 'on');
grant select, insert, update, delete on visit_checks to millrace_app;

-- When each connection takes its next message: as many a second as its settings say, over all processes together.
create table send_slots (
  workspace_id uuid not null, connection_id uuid not null primary key references connections (id) on delete cascade, next_at timestamptz not null);
select enforce_workspaces();
grant select, insert, update, delete on send_slots to millrace_app;

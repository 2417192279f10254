-- Flows that run in other systems: read from a connection (origin: its id) or from a file (origin: file and the importer). graph is null when one cannot be read.
create table outside_flows (
  id uuid primary key, workspace_id uuid not null, origin text not null, external_id text not null, connection_id uuid, system text not null, name text not null,
  graph jsonb, problem text, left_out jsonb not null default '[]', read_at timestamptz not null default now(),
  unique (workspace_id, origin, external_id));
select enforce_workspaces();
grant select, insert, update, delete on outside_flows to millrace_app;

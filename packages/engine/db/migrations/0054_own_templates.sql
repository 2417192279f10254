-- Flows that a store saved as templates of its own: the graph as it was then.
create table own_templates (
  id uuid primary key, workspace_id uuid not null, name text not null, purpose text not null default '', graph jsonb not null,
  created_by text, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create unique index on own_templates (workspace_id, lower(name));
select enforce_workspaces();
grant select, insert, update, delete on own_templates to millrace_app;

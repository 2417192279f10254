-- What a large flow did for the store besides its lift: recovered carts, returns, tickets and the cost of messages, of all versions and of each, people by group, and what they bought before. A worker counts it again and again.
create table flow_figures (
  workspace_id uuid not null, flow_id uuid not null, counted_at timestamptz not null, took_ms integer not null, rows jsonb not null, groups jsonb not null, paired jsonb not null,
  primary key (workspace_id, flow_id));

select enforce_workspaces();
grant select, insert, update, delete on flow_figures to millrace_app;

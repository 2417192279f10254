-- What a store's own past says of the flows of the gallery. One row for each store. next_at: when it is counted again; claimed_until: while it is.
-- store: its orders; templates: by id, who would have entered and what they ordered then. Sums only, nobody by name.
create table entry_counts (
  workspace_id uuid primary key, next_at timestamptz not null, claimed_until timestamptz, counted_at timestamptz,
  store jsonb not null default '{}', templates jsonb not null default '{}');
create index on entry_counts (next_at);

select enforce_workspaces();
create policy router on entry_counts for select using (current_setting('app.router', true) = 'on');
grant select, insert, update, delete on entry_counts to millrace_app;

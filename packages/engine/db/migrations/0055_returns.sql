-- What a store takes back.
create table return_policies (workspace_id uuid primary key, settings jsonb not null, updated_at timestamptz not null default now());

-- Returns that customers asked for on the returns page. state: draft while one is filled in, which is forgotten at expires_at.
-- key: what comes back, and how much of each line was on its way when it was begun, so that the same again is the same return.
create table returns (
  id uuid primary key, workspace_id uuid not null, order_id uuid not null, customer_id uuid not null, number text not null, state text not null default 'draft',
  key text, items jsonb not null default '[]', wish text, answer text, rule text, why text, value bigint not null default 0, event_id uuid,
  created_at timestamptz not null default now(), expires_at timestamptz, requested_at timestamptz,
  unique (workspace_id, number), unique (workspace_id, key));
create unique index returns_drafts on returns (workspace_id, order_id) where state = 'draft';
create index on returns (workspace_id, order_id);
create index on returns (workspace_id, customer_id);
create index returns_asked on returns (workspace_id, requested_at desc, id desc) where requested_at is not null;
create index returns_expiring on returns (workspace_id, expires_at) where expires_at is not null;
select enforce_workspaces();
grant select, insert, update, delete on return_policies, returns to millrace_app;

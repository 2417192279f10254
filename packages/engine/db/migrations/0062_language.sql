-- How the brand writes, what it may claim and what no text may say, as the team wrote it.
create table brand_rules (
  workspace_id uuid primary key, rules jsonb not null default '{}', updated_at timestamptz not null default now(), updated_by text not null);

-- Variants of a message that were proposed and neither used nor dropped. Kept are the names of facts and no data of people.
-- written_by: the model and its connection, null for patterns; connection_id: empty once the connection is removed.
create table content_proposals (
  id uuid primary key, workspace_id uuid not null, flow_id uuid not null references flows on delete cascade, node text not null, channel text not null,
  content jsonb not null, angle text not null, language text not null, facts jsonb not null default '[]', said jsonb not null default '[]', written_by text,
  connection_id uuid references connections on delete set null, proposed_at timestamptz not null, place integer not null default 0, proposed_by text not null, changed_by text,
  approved_at timestamptz, approved_by text);
create index on content_proposals (workspace_id, flow_id, node);

select enforce_workspaces();
grant select, insert, update, delete on brand_rules, content_proposals to millrace_app;

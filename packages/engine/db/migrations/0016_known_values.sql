-- What a store's people, carts, orders and events have: read from here while somebody types, gathered now and then.
create table known_facts (
  workspace_id uuid not null, fact text not null, type text not null, people integer not null, more_values boolean not null default false,
  gathered_at timestamptz not null, primary key (workspace_id, fact));
create table known_values (
  workspace_id uuid not null, fact text not null, value text not null, label text not null, image text, people integer not null,
  primary key (workspace_id, fact, value));
create index on known_values (workspace_id, fact, people desc);

-- Tests that a marketer sent to themselves: to be read like any message, and no message of a flow.
create table test_messages (
  id uuid primary key, workspace_id uuid not null, at timestamptz not null, by_name text, channel text not null, address text not null, flow_id uuid,
  status text not null, sentence text not null, subject text, html text, body text, segments integer, connection_id uuid);
create index on test_messages (workspace_id, at desc, id desc);

-- One row of the audit log for a stretch of editing by one person, and what the flow was when it began.
create table flow_edits (
  workspace_id uuid not null, flow_id uuid not null references flows (id) on delete cascade, actor text not null, audit_id uuid not null, graph jsonb not null, name text not null,
  began_at timestamptz not null, last_at timestamptz not null, primary key (workspace_id, flow_id, actor));

select enforce_workspaces();
grant select, insert, update, delete on known_facts, known_values, test_messages, flow_edits to millrace_app;
-- When each store was gathered last, and no name of any property.
create policy router on known_facts for select using (current_setting('app.router', true) = 'on' and fact = '');

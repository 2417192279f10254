-- A file that somebody imports: what it is, how it is read, and how far it has come.
-- settings: how the file is read, and what each column is. place: where the next page begins. counts: what the rows came to.
-- file_until: when the file and the rows that were refused are deleted. Both name people.
create table imports (
  id uuid primary key, workspace_id uuid not null, kind text not null, name text not null, state text not null default 'uploading',
  bytes bigint not null default 0, parts integer not null default 0, utf8 boolean not null default true,
  settings jsonb, headers text[], place jsonb, done_bytes bigint not null default 0, counts jsonb not null default '{}',
  started_at timestamptz, due_at timestamptz not null default now(), claimed_until timestamptz, tries integer not null default 0, problem text,
  created_by text, created_at timestamptz not null default now(), finished_at timestamptz, file_until timestamptz);
create index on imports (workspace_id, created_at);
create index imports_working on imports (workspace_id, due_at) where state in ('checking', 'running');

-- The file in pieces of whole lines, until its import ends.
create table import_parts (
  workspace_id uuid not null, import_id uuid not null references imports (id) on delete cascade, part integer not null, body bytea not null,
  primary key (import_id, part));

-- Rows that were not imported, as they are in the file, with the reason.
create table import_refusals (
  workspace_id uuid not null, import_id uuid not null references imports (id) on delete cascade, line integer not null, reason text not null,
  sentence text not null, cells jsonb not null, primary key (import_id, line));

-- Whom and what the rows so far were about, as hashes, so that a repetition within a file is found.
create table import_marks (
  workspace_id uuid not null, import_id uuid not null references imports (id) on delete cascade, mark bytea not null, line integer not null,
  primary key (import_id, mark));

select enforce_workspaces();
grant select, insert, update, delete on imports, import_parts, import_refusals, import_marks to millrace_app;

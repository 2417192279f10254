-- What flows ask people to decide or do. The id is that of the call that opened it, so that there is one of it.
-- for_*: who should do it; both null for anyone who may. next_*: whom it goes to when the deadline passes.
create table work_items (
  id uuid primary key, workspace_id uuid not null, kind text not null, title text not null, details text not null default '',
  risk text not null default '', facts jsonb not null default '[]', flow_id uuid not null, enrolment_id uuid not null,
  enrolled_at timestamptz not null, node text not null, customer_id uuid, for_role text, for_person text, next_role text, next_person text,
  deadline_at timestamptz, awaited boolean not null, state text not null default 'open', answer text, comment text, answered_by text,
  answered_name text, revision integer not null default 1, opened_at timestamptz not null, closed_at timestamptz);
create index work_items_open on work_items (workspace_id, deadline_at, id) where state = 'open';
create index work_items_enrolment on work_items (enrolment_id) where state = 'open';
create index on work_items (workspace_id, closed_at desc);
create index on work_items (customer_id);

-- What happened to a piece of work, and what the team said of it.
create table work_notes (
  id uuid primary key, workspace_id uuid not null, work_id uuid not null references work_items (id) on delete cascade, at timestamptz not null,
  what text not null, by_id text, by_name text, said text not null default '', comment text);
create index on work_notes (work_id, at);

-- E-mails to the team. cause: the note that caused it, or the day of a summary, so that there is one of each.
create table work_mails (
  id uuid primary key, workspace_id uuid not null, work_id uuid references work_items (id) on delete cascade, person text not null,
  why text not null, cause text not null, state text not null default 'waiting', problem text, planned_at timestamptz not null,
  due_at timestamptz not null, settled_at timestamptz, unique (workspace_id, person, cause));
create index work_mails_due on work_mails (workspace_id, due_at) where state in ('waiting', 'sending');

-- Which of them somebody wants. minute: of the day, in the store's time zone.
create table work_mail_choices (
  workspace_id uuid not null, person text not null, wants text not null, minute integer not null, primary key (workspace_id, person));

select enforce_workspaces();
grant select, insert, update, delete on work_items, work_notes, work_mails, work_mail_choices to millrace_app;

-- The team of this workspace, for whom work is. Only names, addresses and roles.
create function workspace_members() returns table (id text, name text, email text, role text) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select u.id, u.name, u.email, m.role from auth.member m join auth."user" u on u.id = m."userId"
  where m."organizationId" = current_setting('app.ws', true) order by m."createdAt" $$;
revoke execute on function workspace_members() from public;
grant execute on function workspace_members() to millrace_app;

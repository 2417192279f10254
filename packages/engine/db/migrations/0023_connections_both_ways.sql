-- Messages nobody can tell about whose provider can be asked. Ids and instants only.
create table look_ups (
  message_id uuid primary key, workspace_id uuid not null, enrolled_at timestamptz not null, connection_id uuid not null references connections (id) on delete cascade,
  attempted_at timestamptz not null, due_at timestamptz not null, tries integer not null default 0);
create index on look_ups (workspace_id, due_at);
insert into look_ups (message_id, workspace_id, enrolled_at, connection_id, attempted_at, due_at)
  select m.id, m.workspace_id, m.enrolled_at, m.connection_id, m.sending_at, now() from messages m join connections c on c.id = m.connection_id
  where m.status = 'unknown' and m.sending_at > now() - interval '2 days';

-- What is read from another system page by page: its history, and what was missed.
-- cursor: the place in the other system's list, in its own words. since, until: changes between them are asked for.
create table pulls (
  id uuid primary key, workspace_id uuid not null, connection_id uuid not null references connections (id) on delete cascade, resource text not null, kind text not null,
  place integer not null, since timestamptz, until timestamptz not null, cursor jsonb, state text not null default 'running', done integer not null default 0, skipped integer not null default 0,
  total integer, due_at timestamptz not null, claimed_until timestamptz, tries integer not null default 0, problem text, last_skipped text,
  started_at timestamptz not null default now(), finished_at timestamptz, unique (connection_id, resource, kind));
create index on pulls (workspace_id, state, due_at);

-- Who wants to sign in to another system: a hash of the state that comes back with them, and the secret half of PKCE, sealed.
create table sign_ins (
  state text primary key, workspace_id uuid not null, connection_id uuid not null references connections (id) on delete cascade, actor_id text,
  sealed bytea not null, expires_at timestamptz not null);

select enforce_workspaces();
grant select, insert, update, delete on look_ups, pulls, sign_ins to millrace_app;

-- Webhooks that Millrace registers itself: what came of it, and when it is looked at again. Null: at once.
-- signed_in_until: when the token of a sign-in runs out.
alter table connections add column registered_topics text[], add column registered_at timestamptz, add column registration_due_at timestamptz,
  add column registration_problem text, add column signed_in_until timestamptz, add column refresh_claimed_until timestamptz;

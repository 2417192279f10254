-- Sign-in (schema "auth") follows the tables of better-auth 1.7; it is read before a workspace is known.
create schema if not exists auth;
create table auth."user" (
  id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null default false,
  image text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());
create table auth.session (
  id text primary key, "expiresAt" timestamptz not null, token text not null unique, "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(), "ipAddress" text, "userAgent" text,
  "userId" text not null references auth."user" (id) on delete cascade, "activeOrganizationId" text);
create index on auth.session ("userId");
create table auth.account (
  id text primary key, "accountId" text not null, "providerId" text not null,
  "userId" text not null references auth."user" (id) on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
  "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now());
create index on auth.account ("userId");
create table auth.verification (
  id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz default now(), "updatedAt" timestamptz default now());
create index on auth.verification (identifier);
create table auth.organization (
  id text primary key, name text not null, slug text not null unique, logo text, "createdAt" timestamptz not null default now(), metadata text);
create table auth.member (
  id text primary key, "organizationId" text not null references auth.organization (id) on delete cascade,
  "userId" text not null references auth."user" (id) on delete cascade, role text not null, "createdAt" timestamptz not null default now());
create index on auth.member ("userId");
create table auth.invitation (
  id text primary key, "organizationId" text not null references auth.organization (id) on delete cascade, email text not null,
  role text, status text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz not null default now(),
  "inviterId" text not null references auth."user" (id) on delete cascade);

-- A workspace is one store. Its id is also the id of the organization in "auth".
create table workspaces (
  workspace_id uuid primary key, name text not null, currency text not null default 'USD', zone text not null default 'UTC',
  url text not null default '', settings jsonb not null default '{}', demo boolean not null default false,
  created_at timestamptz not null default now());

create table api_keys (
  id uuid primary key, workspace_id uuid not null, name text not null, hash bytea not null unique, prefix text not null,
  scopes text[] not null, created_by text, created_at timestamptz not null default now(), last_used_at timestamptz,
  expires_at timestamptz, revoked_at timestamptz,
  -- a key may speak for a connection: what it sends counts as coming from there
  connection_id uuid);

-- Secrets are AES-256-GCM under MILLRACE_SECRET; pace > 1 only for the demo shop (see base/clock.ts).
create table connections (
  id uuid primary key, workspace_id uuid not null, connector text not null, name text not null, config jsonb not null default '{}',
  secrets bytea, state text not null default 'active', pace integer not null default 1, pace_anchor timestamptz,
  last_event_at timestamptz, last_error text, last_error_at timestamptz, created_at timestamptz not null default now(), disabled_at timestamptz);
create index on connections (workspace_id, connector);

create table audit_log (
  id uuid primary key, workspace_id uuid not null, at timestamptz not null default now(), actor_type text not null, actor_id text,
  actor_name text, action text not null, subject_type text not null, subject_id text, summary text not null, changes jsonb not null default '{}');
create index on audit_log (workspace_id, at desc);

create table idempotency_keys (
  workspace_id uuid not null, key text not null, request_hash text not null, status integer, response jsonb,
  created_at timestamptz not null default now(), primary key (workspace_id, key));

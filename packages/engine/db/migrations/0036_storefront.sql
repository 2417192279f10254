-- The snippet of a store: the public key that its pages carry, and what was heard from them last.
create table storefronts (
  workspace_id uuid primary key, site_key text not null unique, origins text[] not null default '{}',
  connection_id uuid references connections (id) on delete set null, takes_carts boolean not null default true,
  asks_consent boolean not null default true, takes_pixel boolean not null default false,
  last_event_at timestamptz, last_event_type text, refused_origin text, refused_at timestamptz,
  created_at timestamptz not null default now());

-- Forms that the pages of the store show.
create table storefront_forms (
  id uuid primary key, workspace_id uuid not null, kind text not null, name text not null, settings jsonb not null,
  live boolean not null default true, submitted integer not null default 0, confirmed integer not null default 0,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create unique index on storefront_forms (workspace_id, lower(name));

-- What somebody filled in, until they confirm it by e-mail. Nothing of it counts before.
create table storefront_submissions (
  id uuid primary key, workspace_id uuid not null, form_id uuid not null references storefront_forms (id) on delete cascade,
  email text not null, answers jsonb not null default '{}', page text, anonymous_id text, state text not null default 'waiting',
  due_at timestamptz not null default now(), tries integer not null default 0, created_at timestamptz not null default now(),
  expires_at timestamptz not null, confirmed_at timestamptz);
create index on storefront_submissions (workspace_id, due_at) where state = 'waiting';
create index on storefront_submissions (workspace_id, email);
create index on storefront_submissions (workspace_id, expires_at);

-- Mails that belong to no flow: tests, and those by which people confirm.
alter table test_messages add column purpose text not null default 'test';

select enforce_workspaces();
create policy caller on storefronts for select using (site_key = nullif(current_setting('app.site_key', true), ''));
grant select, insert, update, delete on storefronts, storefront_forms, storefront_submissions to millrace_app;

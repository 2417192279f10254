-- Browsers that agreed to notifications: the address at their push service, and the keys to encrypt for them.
create table browsers (
  id uuid primary key, workspace_id uuid not null, customer_id uuid not null, endpoint text not null, p256dh text not null,
  auth text not null, name text not null, created_at timestamptz not null default now(), taken_at timestamptz,
  unique (workspace_id, endpoint));
create index on browsers (workspace_id, customer_id);

-- The pair of keys to which browsers bind their yes. Made once, and never changed: all would have to agree again.
create table browser_keys (
  workspace_id uuid primary key, public_key text not null, private_key bytea not null, made_at timestamptz not null default now());

-- What only the channel of a message has, such as buttons and a picture, so that the message log shows it as it looked.
alter table messages add column parts jsonb;
alter table test_messages add column parts jsonb;

select enforce_workspaces();
grant select, insert, update, delete on browsers, browser_keys to millrace_app;

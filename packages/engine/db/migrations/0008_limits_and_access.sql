-- How often something may be tried: one row for what is limited, with the instant at which nothing counts against it any more.
-- Keys are keyed hashes, so that neither addresses nor accounts can be read from them. Shared by every web process.
create table auth.limits (key text primary key, clear_at timestamptz not null);
create index on auth.limits (clear_at);
grant select, insert, update, delete on auth.limits to millrace_auth;

-- What a workspace allows its roles beyond, or short of, what they may by default.
create table role_permissions (
  workspace_id uuid not null, role text not null, permission text not null, allowed boolean not null,
  changed_at timestamptz not null, changed_by text, primary key (workspace_id, role, permission));
select enforce_workspaces();
grant select, insert, update, delete on role_permissions to millrace_app;

-- Exporting a customer and reading the audit log have scopes of their own now: keys that could export go on being able to,
-- and those that may everything may this too.
alter table api_keys no force row level security;
update api_keys set scopes = scopes || array['customers:export'] where 'customers:read' = any(scopes) and not 'customers:export' = any(scopes);
update api_keys set scopes = scopes || array['audit:read'] where 'keys:write' = any(scopes) and not 'audit:read' = any(scopes);
alter table api_keys force row level security;

-- A newer word replaces an older one, and an older word only fills gaps. Properties grow to 250 names and 64 KB; beyond that
-- names that are known keep their newest value and no further name comes in.
create function merge_properties(known jsonb, said jsonb, newer boolean) returns jsonb language plpgsql immutable as $$
declare
  before jsonb := case when jsonb_typeof(known) = 'object' then known else '{}' end;
  merged jsonb := case when newer then before || said else said || before end;
  renewed jsonb;
begin
  if octet_length(merged::text) <= 65536 and (select count(*) from jsonb_object_keys(merged)) <= 250 then return merged; end if;
  if not newer then return before; end if;
  renewed := before || (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(said) where before ? key);
  return case when octet_length(renewed::text) <= greatest(65536, octet_length(before::text)) then renewed else before end;
end $$;
grant execute on function merge_properties(jsonb, jsonb, boolean) to millrace_app;

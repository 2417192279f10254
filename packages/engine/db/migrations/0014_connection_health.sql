-- Whether a connection works, as the calls that go through it show. `last_error` and `last_error_at` are there already.
-- told_at: the owner was told of this failure and not yet of its end. mailed_at: when a mail about it last went out.
alter table connections add column last_ok_at timestamptz, add column failing_since timestamptz, add column failure text,
  add column probed_at timestamptz, add column told_at timestamptz, add column mailed_at timestamptz;

-- Whom to tell: the owners of the workspace of the transaction, and of no other. The app cannot read the tables of sign-in.
create function workspace_owners() returns table (email text, name text) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select u.email, u.name from auth.member m join auth."user" u on u.id = m."userId"
  where m."organizationId" = current_setting('app.ws', true) and 'owner' = any(string_to_array(m.role, ',')) order by m."createdAt" $$;
revoke execute on function workspace_owners() from public;
grant execute on function workspace_owners() to millrace_app;

-- Enrolments that wait until a condition fits are looked at again whenever something about their person changes.
-- Events are heard by the router; this is for changes without an event: of the profile, of consent, of an address.
create function wake_who_waits(workspace uuid, customer uuid) returns void language sql as $$
  with woken as (insert into outbox (workspace_id, enrolment_id, kind)
    select distinct l.workspace_id, l.enrolment_id, 'wake' from listens l
      where l.workspace_id = workspace and l.customer_id = customer and l.event = 'facts-changed' and l.purpose = 'wake' returning 1)
  select pg_notify('millrace_work', '') from woken limit 1
$$;
create or replace function check_changed_person() returns trigger language plpgsql as $$ begin
  if has_segments(new.workspace_id) then insert into segment_checks (workspace_id, customer_id) values (new.workspace_id, new.id); end if;
  perform wake_who_waits(new.workspace_id, new.id);
  return null;
end $$;
create or replace function check_consenting_person() returns trigger language plpgsql as $$ begin
  if has_segments(new.workspace_id) then insert into segment_checks (workspace_id, customer_id) values (new.workspace_id, new.customer_id); end if;
  perform wake_who_waits(new.workspace_id, new.customer_id);
  return null;
end $$;
create or replace function check_suppressed_person() returns trigger language plpgsql as $$ declare one record; begin
  one := coalesce(new, old);
  if has_segments(one.workspace_id) then
    insert into segment_checks (workspace_id, customer_id) select distinct workspace_id, customer_id from customer_identities
      where workspace_id = one.workspace_id and kind in ('email', 'phone') and value = one.address;
  end if;
  perform wake_who_waits(i.workspace_id, i.customer_id) from customer_identities i
    where i.workspace_id = one.workspace_id and i.kind in ('email', 'phone') and i.value = one.address;
  return null;
end $$;

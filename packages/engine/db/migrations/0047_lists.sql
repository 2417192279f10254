-- Lists: segments whose people are put in one by one. Their condition asks for `customer.lists`.
alter table segments add column by_hand boolean not null default false;
create table list_members (
  workspace_id uuid not null, list_id uuid not null references segments (id) on delete cascade, customer_id uuid not null,
  since timestamptz not null, by_type text not null, by_name text, primary key (list_id, customer_id));
create index on list_members (workspace_id, customer_id);
create index list_members_newest on list_members (list_id, since desc, customer_id desc);
select enforce_workspaces();
grant select, insert, update, delete on list_members to millrace_app;

-- Being put on a list, or taken off it, is a change of a fact of the person.
create function check_listed_people() returns trigger language plpgsql as $$ begin
  insert into segment_checks (workspace_id, customer_id)
    select distinct workspace_id, customer_id from moved where has_segments(workspace_id);
  perform wake_who_waits(workspace_id, customer_id) from (select distinct workspace_id, customer_id from moved) m;
  return null;
end $$;
create trigger list_members_joined after insert on list_members referencing new table as moved for each statement execute function check_listed_people();
create trigger list_members_left after delete on list_members referencing old table as moved for each statement execute function check_listed_people();

-- What models predict of people, a row for each person and model.
create table predictions (
  workspace_id uuid not null, customer_id uuid not null, model text not null, values jsonb not null, predicted_at timestamptz not null,
  primary key (customer_id, model));
create index on predictions (workspace_id, model);
select enforce_workspaces();
grant select, insert, update, delete on predictions to millrace_app;

-- A prediction is a fact of the person. It changes for many people at once, so those are checked only where a
-- segment asks for a prediction.
create function check_predicted_people() returns trigger language plpgsql as $$ begin
  insert into segment_checks (workspace_id, customer_id)
    select distinct m.workspace_id, m.customer_id from moved m where exists (
      select from segments s where s.workspace_id = m.workspace_id and s.condition::text like '%customer.predicted.%');
  perform wake_who_waits(w.workspace_id, w.customer_id) from (
    select distinct l.workspace_id, l.customer_id from listens l join moved m on m.workspace_id = l.workspace_id
      and m.customer_id = l.customer_id where l.event = 'facts-changed' and l.purpose = 'wake') w;
  return null;
end $$;
create trigger predictions_made after insert on predictions referencing new table as moved for each statement execute function check_predicted_people();
create trigger predictions_changed after update on predictions referencing new table as moved for each statement execute function check_predicted_people();
create trigger predictions_gone after delete on predictions referencing old table as moved for each statement execute function check_predicted_people();

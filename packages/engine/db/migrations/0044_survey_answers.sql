-- What a person answered to a question of a message, once for each. presses: answers given and not yet judged.
-- survey: the question as it was asked. event_*: the event that was made of it.
create table survey_answers (
  message_id uuid not null, block integer not null, workspace_id uuid not null, enrolled_at timestamptz not null, customer_id uuid not null,
  flow_id uuid not null, node text not null, survey jsonb not null, presses jsonb not null default '[]', due_at timestamptz,
  value text, comment text not null default '', answered_at timestamptz, event_id uuid, event_at timestamptz,
  primary key (message_id, block));
create index on survey_answers (workspace_id, customer_id);
select enforce_workspaces();
grant select, insert, update, delete on survey_answers to millrace_app;

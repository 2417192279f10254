-- Which variant a person got at a test, once for each test. They keep it.
create table test_people (
  workspace_id uuid not null, flow_id uuid not null references flows (id) on delete cascade, node text not null, customer_id uuid not null,
  variant text not null, round text not null, enrolment_id uuid not null, enrolled_at timestamptz not null, at timestamptz not null, window_ends_at timestamptz not null,
  in_both boolean not null default false,
  primary key (workspace_id, flow_id, node, customer_id));
create index on test_people (workspace_id, customer_id);
create index on test_people (flow_id, node, round, window_ends_at);
-- The variant that everybody new gets; null where a person took a choice back, so that the rule leaves it alone.
create table test_choices (
  workspace_id uuid not null, flow_id uuid not null references flows (id) on delete cascade, node text not null, variant text, round text not null,
  chosen_at timestamptz not null, chosen_by text, primary key (workspace_id, flow_id, node));
select enforce_workspaces();
grant select, insert, update, delete on test_people, test_choices to millrace_app;

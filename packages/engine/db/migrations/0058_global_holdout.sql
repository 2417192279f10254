-- The store's own holdout. A period is the time under one share; ended_at is null for the one in force. cursor: how far the pass over all people is.
create table holdout_periods (
  id uuid primary key, workspace_id uuid not null, share real not null, started_at timestamptz not null, ended_at timestamptz, cursor uuid, passed_at timestamptz);
create unique index holdout_periods_open on holdout_periods (workspace_id) where ended_at is null;
create index on holdout_periods (workspace_id, started_at desc);
-- The arm of each person in a period, with what they ordered since it began. in_both: two customers of different arms turned out to be one.
create table holdout_people (
  workspace_id uuid not null, period_id uuid not null references holdout_periods (id) on delete cascade, customer_id uuid not null, held_out boolean not null,
  in_both boolean not null default false, assigned_at timestamptz not null, orders integer not null default 0, revenue bigint not null default 0, margin bigint not null default 0,
  primary key (workspace_id, period_id, customer_id));
create index on holdout_people (workspace_id, customer_id);
create index holdout_people_in_both on holdout_people (workspace_id, period_id) where in_both;
create table holdout_sums (
  workspace_id uuid not null, period_id uuid not null references holdout_periods (id) on delete cascade, held_out boolean not null, shard integer not null,
  people bigint not null default 0, converted bigint not null default 0, orders bigint not null default 0, revenue numeric not null default 0,
  margin numeric not null default 0, margin_squared numeric not null default 0,
  primary key (workspace_id, period_id, held_out, shard));
select enforce_workspaces();
grant select, insert, update, delete on holdout_periods, holdout_people, holdout_sums to millrace_app;
-- Who gets no marketing message from any flow is compared in none of them, and decisions learn nothing from them.
alter table flow_people add column globally_held_out boolean not null default false;
alter table decisions add column globally_held_out boolean not null default false;
-- Whom an order was last counted for, so that it can be taken back from them when it moves to somebody else.
alter table orders add column counted_for uuid;

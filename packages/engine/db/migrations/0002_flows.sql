create table flows (
  id uuid primary key, workspace_id uuid not null, name text not null, state text not null default 'draft', draft jsonb not null,
  revision integer not null default 1, live_version_id uuid, template_id text, salt text not null, paused_at timestamptz,
  created_by text, updated_by text, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index on flows (workspace_id, updated_at desc);
create table flow_versions (
  id uuid primary key, workspace_id uuid not null, flow_id uuid not null references flows (id) on delete cascade, number integer not null,
  graph jsonb not null, plan_hash text not null, published_at timestamptz not null default now(), published_by text, note text,
  unique (workspace_id, flow_id, number));
-- A published plan never changes: there is no update anywhere, and the trigger below refuses one.
create table plans (
  workspace_id uuid not null, hash text not null, plan jsonb not null, created_at timestamptz not null default now(), primary key (workspace_id, hash));
create function refuse_plan_change() returns trigger language plpgsql as $$ begin raise exception 'a published plan never changes'; end $$;
create trigger plans_never_change before update on plans for each row execute function refuse_plan_change();

create table enrolments (
  id uuid primary key, workspace_id uuid not null, flow_id uuid not null references flows (id), version_id uuid not null references flow_versions (id),
  plan_hash text not null, customer_id uuid not null, key text not null, state text not null default 'running', held_out boolean not null,
  seq integer not null default 0, cursor jsonb not null, instruction jsonb, wake_at timestamptz, due_while_paused timestamptz,
  event_id uuid, event_at timestamptz, cart_id uuid, order_id uuid, product_id uuid, entered_at timestamptz not null, ended_at timestamptz,
  end_reason text, error text, skip_overdue boolean not null default false, updated_at timestamptz not null default now());
-- One enrolment at a time for each key of a flow.
create unique index enrolments_one_running on enrolments (workspace_id, flow_id, key) where ended_at is null;
create index on enrolments (workspace_id, flow_id, entered_at desc);
create index on enrolments (workspace_id, customer_id, entered_at desc);
create index enrolments_running on enrolments (workspace_id, flow_id, id) where ended_at is null;
create index enrolments_held on enrolments (workspace_id, flow_id, due_while_paused) where due_while_paused is not null;

-- What a running enrolment wants to hear: to be woken, or to be ended.
create table listens (
  workspace_id uuid not null, customer_id uuid not null, event text not null, enrolment_id uuid not null, purpose text not null,
  match text not null, match_id text, rule integer not null default 0);
create index on listens (workspace_id, customer_id, event);
create index on listens (enrolment_id);
-- The mailbox of an enrolment. A row is consumed by the step that saw it.
create table wakes (
  workspace_id uuid not null, enrolment_id uuid not null, event_id uuid not null, occurred_at timestamptz not null, purpose text not null,
  rule integer not null default 0, created_at timestamptz not null default now(), consumed_seq integer, primary key (enrolment_id, event_id));
create index on wakes (enrolment_id) where consumed_seq is null;
-- Starts and wakes to hand to Temporal. Ids only; deleted when handed over.
create table dispatches (
  id bigint generated always as identity primary key, workspace_id uuid not null, enrolment_id uuid not null, kind text not null,
  attempts integer not null default 0, not_before timestamptz not null default now(), created_at timestamptz not null default now());
create index on dispatches (not_before, id);
-- Work over many enrolments (resume, stop, move): done page by page, resumable.
create table sweeps (
  id uuid primary key, workspace_id uuid not null, flow_id uuid not null, kind text not null, choice jsonb not null default '{}',
  cursor uuid, done integer not null default 0, total integer not null default 0, started_at timestamptz not null default now(),
  finished_at timestamptz, claimed_until timestamptz);
create index on sweeps (finished_at, claimed_until);

-- Entry refused: why a person who met the trigger did not come in.
create table entry_refusals (
  id uuid not null, workspace_id uuid not null, flow_id uuid not null, customer_id uuid, event_id uuid, at timestamptz not null,
  reason text not null, sentence text not null, primary key (id, at)) partition by range (at);
create index on entry_refusals (workspace_id, customer_id, at desc);

create table traces (
  workspace_id uuid not null, enrolment_id uuid not null, flow_id uuid not null, customer_id uuid not null, seq integer not null,
  ordinal integer not null, at timestamptz not null, node text, visit integer not null default 0, what text not null, port text,
  sentence text not null, data jsonb, primary key (enrolment_id, seq, ordinal, at)) partition by range (at);
create index on traces (workspace_id, customer_id, at desc);

create table decisions (
  id uuid not null, workspace_id uuid not null, enrolment_id uuid not null, flow_id uuid not null, customer_id uuid not null, node text not null,
  visit integer not null, model text not null, decided_by text not null, inputs jsonb not null, options jsonb not null, chosen text not null,
  probability double precision, score double precision, explanation jsonb not null, at timestamptz not null, cart_id uuid, silent boolean not null,
  reward bigint, rewarded_at timestamptz, primary key (id, at)) partition by range (at);
create index on decisions (workspace_id, customer_id, at desc);
create index on decisions (workspace_id, flow_id, at desc);
create index on decisions (workspace_id, model, at desc);
create index on decisions (enrolment_id);

create table discount_codes (
  workspace_id uuid not null, code text not null, enrolment_id uuid, flow_id uuid, customer_id uuid, node text, kind text not null, value integer not null,
  minimum bigint, expires_at timestamptz not null, created_at timestamptz not null default now(), redeemed_order_id uuid, redeemed_at timestamptz,
  primary key (workspace_id, code));
create index on discount_codes (workspace_id, customer_id);

create table models (
  id uuid primary key, workspace_id uuid not null, name text not null, parameters jsonb, report jsonb not null default '{}', samples integer not null default 0,
  trained_at timestamptz not null default now(), active boolean not null default false);
create unique index models_active on models (workspace_id, name) where active;

create table guardrail_settings (workspace_id uuid primary key, settings jsonb not null default '{}', updated_at timestamptz not null default now());
create table kill_switches (
  workspace_id uuid not null, scope text not null, target text not null default '', reason text, on_since timestamptz not null default now(), by_name text,
  primary key (workspace_id, scope, target));

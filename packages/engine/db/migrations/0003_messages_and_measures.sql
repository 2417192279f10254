-- Partitioned by when the enrolment began (a run started by hand: when it was made), so that the key below is unique for ever.
create table messages (
  id uuid not null, workspace_id uuid not null, enrolled_at timestamptz not null, enrolment_id uuid not null, flow_id uuid not null,
  version_id uuid not null, node text not null, visit integer not null, customer_id uuid not null, channel text not null, purpose text not null,
  status text not null, address text, subject text, html text, body text, headers jsonb, links jsonb, segments integer, code text, cart_id uuid,
  planned_at timestamptz not null, held_until timestamptz, held_since timestamptz, reason text, sentence text, attempts integer not null default 0,
  connection_id uuid, provider_id text, sending_at timestamptz, sent_at timestamptz, delivered_at timestamptz, opened_at timestamptz,
  clicked_at timestamptz, bounced_at timestamptz, unsubscribed_at timestamptz, settled_at timestamptz,
  primary key (enrolment_id, node, visit, enrolled_at)) partition by range (enrolled_at);
create index on messages (id);
create index on messages (workspace_id, customer_id, planned_at desc);
create index on messages (workspace_id, planned_at desc, id desc);
create index on messages (workspace_id, flow_id, planned_at desc);
create index on messages (workspace_id, sent_at desc) where sent_at is not null;
create index on messages (workspace_id, connection_id, provider_id) where provider_id is not null;

-- Short addresses in texts. Whoever holds the code may follow it.
create table short_links (
  code text primary key, workspace_id uuid not null, message_id uuid not null, enrolled_at timestamptz not null, link integer not null, url text not null,
  created_at timestamptz not null default now());

-- What the frequency cap reads under the lock of the customer: one short row for each marketing touch.
create table touches (
  workspace_id uuid not null, customer_id uuid not null, message_id uuid not null, channel text not null, purpose text not null, flow_id uuid not null,
  cart_id uuid, at timestamptz not null, primary key (message_id));
create index on touches (workspace_id, customer_id, at desc);

-- Live counts: deltas written with what they count, folded into hourly rollups; a read sums both.
create table tallies (
  id bigint generated always as identity primary key, workspace_id uuid not null, flow_id uuid not null, version_id uuid not null, node text not null,
  metric text not null, hour timestamptz not null, amount bigint not null);
create index on tallies (workspace_id, flow_id);
create table tally_rollups (
  workspace_id uuid not null, flow_id uuid not null, version_id uuid not null, node text not null, metric text not null, hour timestamptz not null,
  amount bigint not null, primary key (workspace_id, flow_id, version_id, node, metric, hour));

-- The unit of lift: a person in a flow, in one arm for ever.
create table flow_people (
  workspace_id uuid not null, flow_id uuid not null, customer_id uuid not null, held_out boolean not null, share real not null, first_entered_at timestamptz not null,
  last_entered_at timestamptz not null, entries integer not null default 1, orders integer not null default 0, revenue bigint not null default 0,
  margin bigint not null default 0, first_order_at timestamptz, primary key (workspace_id, flow_id, customer_id));
create index on flow_people (workspace_id, customer_id);
-- Per arm sums of the table above, kept in the same transaction; apart by the holdout share a person was drawn under.
create table arm_sums (
  workspace_id uuid not null, flow_id uuid not null, held_out boolean not null, share real not null, shard integer not null, people bigint not null default 0,
  converted bigint not null default 0, orders bigint not null default 0, revenue numeric not null default 0, margin numeric not null default 0,
  margin_squared numeric not null default 0, primary key (workspace_id, flow_id, held_out, share, shard));
create table arm_history (
  workspace_id uuid not null, flow_id uuid not null, at timestamptz not null, report jsonb not null, primary key (workspace_id, flow_id, at));

create table attributions (
  workspace_id uuid not null, order_id uuid not null, flow_id uuid not null, version_id uuid not null, node text not null, message_id uuid not null,
  customer_id uuid not null, revenue bigint not null, margin bigint not null, discount bigint not null, how text not null, at timestamptz not null,
  primary key (workspace_id, order_id));
create index on attributions (workspace_id, flow_id, at desc);

-- As its owner: the app may add months and do nothing else to tables.
create function ensure_month_partitions(parent text, first_month date, last_month date) returns void language plpgsql security definer set search_path = public as $$
declare month date := date_trunc('month', first_month); part text;
begin
  while month <= last_month loop
    part := parent || '_' || to_char(month, 'YYYY_MM');
    if to_regclass(part) is null then
      execute format('create table %I partition of %I for values from (%L) to (%L)', part, parent, month, (month + interval '1 month')::date);
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;
do $$ declare parent text; begin
  foreach parent in array array['events', 'traces', 'decisions', 'messages', 'entry_refusals'] loop
    execute format('create table %I partition of %I default', parent || '_other', parent);
    perform ensure_month_partitions(parent, (now() - interval '26 months')::date, (now() + interval '3 months')::date);
  end loop;
end $$;

-- What is older than every workspace wants to keep goes, month by month. As its owner, like the function above.
create function drop_months_before(parent text, before date) returns integer language plpgsql security definer set search_path = public as $$
declare item record; dropped integer := 0;
begin
  if parent not in ('events', 'traces', 'decisions', 'messages', 'entry_refusals') then raise exception 'not a table with months: %', parent; end if;
  for item in
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent::regclass and c.relname ~ ('^' || parent || '_\d{4}_\d{2}$') and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before
  loop
    execute format('drop table %I', item.name);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;

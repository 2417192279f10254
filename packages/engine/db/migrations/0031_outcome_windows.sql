-- When the outcome window of each person is over, by the version they entered first, and cohorts of people whose windows end together:
-- a result counts only people whose window is over. Who was in both arms before two customers turned out to be one is left out of both.
alter table flow_people no force row level security;
alter table arm_sums no force row level security;
alter table flow_versions no force row level security;
alter table plans no force row level security;
alter table customers no force row level security;
alter table flow_people add column window_ends_at timestamptz, add column cohort_ends_at timestamptz, add column in_both boolean not null default false;
update flow_people p set window_ends_at = p.first_entered_at + w.length,
  cohort_ends_at = to_timestamp(ceil(extract(epoch from p.first_entered_at + w.length) / w.width) * w.width)
from (select p.workspace_id, p.flow_id, p.customer_id,
    coalesce((l.plan -> 'settings' ->> 'outcomeDays')::numeric, 30) * interval '1 day' / coalesce(c.pace, 1) as length,
    greatest(60, 86400 / coalesce(c.pace, 1))::numeric as width
  from flow_people p left join customers c on c.workspace_id = p.workspace_id and c.id = p.customer_id
    left join flow_versions v on v.workspace_id = p.workspace_id and v.id = p.version_id
    left join plans l on l.workspace_id = p.workspace_id and l.hash = v.plan_hash) w
where w.workspace_id = p.workspace_id and w.flow_id = p.flow_id and w.customer_id = p.customer_id;
alter table flow_people alter column window_ends_at set not null, alter column cohort_ends_at set not null;
create index flow_people_in_both on flow_people (workspace_id, flow_id) where in_both;
delete from arm_sums;
alter table arm_sums add column cohort_ends_at timestamptz not null;
alter table arm_sums drop constraint arm_sums_pkey, add constraint arm_sums_pkey primary key (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard);
insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people, converted, orders, revenue, margin, margin_squared)
  select workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, 0, count(*), count(*) filter (where orders > 0), sum(orders), sum(revenue), sum(margin), sum(margin::numeric * margin)
  from flow_people group by 1, 2, 3, 4, 5, 6;
alter table customers force row level security;
alter table plans force row level security;
alter table flow_versions force row level security;
alter table arm_sums force row level security;
alter table flow_people force row level security;

-- Arms apart by the version people first entered, so that each version has results of its own.
alter table flow_people no force row level security;
alter table arm_sums no force row level security;
alter table enrolments no force row level security;
alter table flow_versions no force row level security;
alter table flow_people add column version_id uuid;
-- Of a flow that was deleted no version is left to name.
update flow_people p set version_id = coalesce(
  (select e.version_id from enrolments e where e.workspace_id = p.workspace_id and e.flow_id = p.flow_id and e.customer_id = p.customer_id order by e.entered_at limit 1),
  (select v.id from flow_versions v where v.workspace_id = p.workspace_id and v.flow_id = p.flow_id order by v.number limit 1), p.flow_id);
alter table flow_people alter column version_id set not null;
delete from arm_sums;
alter table arm_sums add column version_id uuid not null;
alter table arm_sums drop constraint arm_sums_pkey, add constraint arm_sums_pkey primary key (workspace_id, flow_id, version_id, held_out, share, shard);
insert into arm_sums (workspace_id, flow_id, version_id, held_out, share, shard, people, converted, orders, revenue, margin, margin_squared)
  select workspace_id, flow_id, version_id, held_out, share, 0, count(*), count(*) filter (where orders > 0), sum(orders), sum(revenue), sum(margin), sum(margin::numeric * margin) from flow_people group by 1, 2, 3, 4, 5;
alter table flow_versions force row level security;
alter table enrolments force row level security;
alter table arm_sums force row level security;
alter table flow_people force row level security;

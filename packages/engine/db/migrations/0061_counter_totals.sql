-- A step counts several things in every hour, and after half a year a flow has a hundred thousand of these rows: what a page shows of all time is kept as sums.
create table counter_totals (
  workspace_id uuid not null, flow_id uuid not null, version_id uuid not null, node text not null, metric text not null, amount bigint not null,
  primary key (workspace_id, flow_id, version_id, node, metric));

-- A trigger, so that workers of an earlier release keep the sums too while they are replaced.
create function add_to_counter_totals() returns trigger language plpgsql as $$ begin
  if tg_op = 'INSERT' then
    insert into counter_totals as t select workspace_id, flow_id, version_id, node, metric, sum(amount) from now_there group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (workspace_id, flow_id, version_id, node, metric) do update set amount = t.amount + excluded.amount;
  elsif tg_op = 'UPDATE' then
    insert into counter_totals as t select workspace_id, flow_id, version_id, node, metric, sum(amount) from
      (select * from now_there union all select workspace_id, flow_id, version_id, node, metric, hour, -amount from was_there) c group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (workspace_id, flow_id, version_id, node, metric) do update set amount = t.amount + excluded.amount;
  else
    insert into counter_totals as t select workspace_id, flow_id, version_id, node, metric, -sum(amount) from was_there group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (workspace_id, flow_id, version_id, node, metric) do update set amount = t.amount + excluded.amount;
  end if;
  return null;
end $$;

-- Nobody adds anything between the first sums and the trigger. Also for an owner who is no superuser.
lock table counter_rollups in share row exclusive mode;
alter table counter_rollups no force row level security;
insert into counter_totals select workspace_id, flow_id, version_id, node, metric, sum(amount) from counter_rollups group by 1, 2, 3, 4, 5;
create trigger totals_after_insert after insert on counter_rollups referencing new table as now_there for each statement execute function add_to_counter_totals();
create trigger totals_after_update after update on counter_rollups referencing old table as was_there new table as now_there for each statement execute function add_to_counter_totals();
create trigger totals_after_delete after delete on counter_rollups referencing old table as was_there for each statement execute function add_to_counter_totals();

select enforce_workspaces();
grant select, insert, update, delete on counter_totals to millrace_app;

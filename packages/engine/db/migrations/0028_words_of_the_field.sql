-- Tables get the words of the field: an outbox for what the workflow engine has to be told, bulk jobs for work over many rows,
-- counters for what is counted. Nothing in them is touched, and whoever reads or writes one at this moment has finished first.
alter table dispatches rename to outbox;
alter table sweeps rename to bulk_jobs;
alter table tallies rename to counter_changes;
alter table tally_rollups rename to counter_rollups;
alter sequence dispatches_id_seq rename to outbox_id_seq;
alter sequence tallies_id_seq rename to counter_changes_id_seq;
alter index dispatches_not_before_id_idx rename to outbox_not_before_id_idx;
alter index sweeps_finished_at_claimed_until_idx rename to bulk_jobs_finished_at_claimed_until_idx;
alter index tallies_workspace_id_flow_id_idx rename to counter_changes_workspace_id_flow_id_idx;
-- Keys, and what Postgres calls by the table by itself.
do $$
declare item record;
begin
  for item in
    select c.conrelid::regclass as of, c.conname as before, regexp_replace(c.conname, '^' || n.before || '_', n.after || '_') as after
    from (values ('dispatches', 'outbox'), ('sweeps', 'bulk_jobs'), ('tallies', 'counter_changes'), ('tally_rollups', 'counter_rollups')) n(before, after)
    join pg_constraint c on c.conrelid = ('public.' || n.after)::regclass and c.conname like n.before || '\_%'
  loop
    execute format('alter table %s rename constraint %I to %I', item.of, item.before, item.after);
  end loop;
end $$;
-- A caller is let in by what it holds, before its workspace is known.
alter policy door on api_keys rename to caller;
alter policy door on connections rename to caller;
alter policy door on short_links rename to caller;

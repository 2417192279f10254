-- The list of customers, who was seen last first: read from here instead of sorting everybody.
create index customers_recent on customers (workspace_id, (coalesce(last_seen_at, timestamptz '1970-01-01 00:00:00+00')) desc, id desc) where merged_into is null and erased_at is null;
-- The older index of the same order serves nothing else.
drop index customers_workspace_id_last_seen_at_idx;

-- Somebody listens for this event, or might: it is routed under its person's lock. The others are dropped in batches.
alter table event_queue add column wanted boolean not null default false, add column type text;
-- What waited before this release is routed as it would have been.
update event_queue set wanted = true;
create index event_queue_wanted on event_queue (id) where wanted;
create index event_queue_person on event_queue (customer_id, id);
-- Rows are taken in the order they came; the index by time was never the one used.
drop index event_queue_not_before_id_idx;

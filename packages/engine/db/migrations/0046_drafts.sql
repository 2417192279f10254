-- Texts that a person checks, and may change, before a flow uses them.
alter table work_items add column drafts jsonb not null default '[]';

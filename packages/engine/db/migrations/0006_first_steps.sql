-- Where the first step left the person: the workflow need not run before the wait is over.
alter table dispatches add column seq integer, add column wait_until timestamptz;

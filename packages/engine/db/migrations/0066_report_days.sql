-- What happened on each day of a large store, so that a report of a month reads sixty rows and not all its orders and messages. A worker adds the days up again and again.
create table report_days (
  workspace_id uuid not null, day text not null, sums jsonb not null, products jsonb not null, summed_at timestamptz not null,
  primary key (workspace_id, day));

-- The calendar and currency in which the days were added up, how far back, and when they are added up next.
create table report_day_runs (
  workspace_id uuid primary key, zone text not null, currency text not null, next_at timestamptz not null,
  older_day text not null default '');
create index report_day_runs_next_at_idx on report_day_runs (next_at);

select enforce_workspaces();
create policy router on report_day_runs for select using (current_setting('app.router', true) = 'on');
grant select, insert, update, delete on report_days, report_day_runs to millrace_app;

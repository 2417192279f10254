-- What somebody of the team said a decision should have been: one of its options, also the one that was chosen.
alter table decisions add column right_option text;
alter table decisions add column right_by text;
alter table decisions add column right_by_name text;
alter table decisions add column right_at timestamptz;
